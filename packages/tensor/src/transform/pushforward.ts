import { ChainruleError, isFloat } from '@chainrule/core';
import type { Node } from '../graph/node.js';
import { differentiableBetween } from '../graph/order.js';
import { isLinearIn, type Perhaps } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { outputsOf } from './pullback.js';

/** Forward mode as a function from graph to graph: the tangents of the outputs for tangents of the sources. */
export function pushforward(outputs: readonly Tensor[], sources: readonly Tensor[], tangents: readonly Perhaps[]): Perhaps[] {
  const known = new Map<Node, Perhaps[]>();
  sources.forEach((source, i) => {
    const slots = known.get(source.node) ?? [];
    slots[source.index] = tangents[i];
    known.set(source.node, slots);
  });
  const tangentOf = (x: Tensor): Perhaps => known.get(x.node)?.[x.index];
  for (const node of differentiableBetween(sources, outputs)) {
    const given = node.inputs.map((input) => (isFloat(input.dtype) ? tangentOf(input) : undefined));
    if (given.some((tangent) => tangent !== undefined)) known.set(node, [...carryForward(node, given)]);
  }
  return outputs.map(tangentOf);
}

/** The tangents of a node's outputs. */
function carryForward(node: Node, tangents: readonly Perhaps[]): readonly Perhaps[] {
  const { primitive, inputs, parameters } = node;
  const application = { inputs, parameters, outputs: outputsOf(node, inputs[0]!) };
  if (primitive?.jvp !== undefined) return primitive.jvp(tangents, application);
  if (primitive?.linearity === undefined)
    throw new ChainruleError('not-differentiable', `${primitive?.name ?? 'a leaf'} has no derivative`, {
      operation: 'jvp',
      hint: 'wrap it in stopGradient',
    });
  const linear = inputs.map((input, i) => isFloat(input.dtype) && isLinearIn(primitive, i, parameters));
  const bind = (changed: readonly Tensor[]): Tensor[] => inputs[0]!.bindAll(primitive, changed, parameters);
  // Linear in all inputs together: the operation of the tangents. Linear in each: the sum over them, the others fixed.
  if (primitive.linearity === 'joint')
    return bind(inputs.map((input, i) => (linear[i] ? (tangents[i] ?? input.constant(0, input.shape)) : input)));
  return inputs
    .flatMap((_, i) => (linear[i] && tangents[i] ? [bind(inputs.map((input, j) => (i === j ? tangents[i]! : input)))] : []))
    .reduce((sums, terms) => sums.map((sum, k) => sum.add(terms[k]!)));
}
