import { ChainruleError, isFloat } from '@chainrule/core';
import { Source, type Node } from '../graph/node.js';
import { differentiableBetween } from '../graph/order.js';
import { isLinearIn, type Perhaps } from '../graph/primitive.js';
import { aliasOf } from '../primitives/alias.js';
import type { Tensor } from '../tensor.js';

/** All outputs of a node as tensors. */
export const outputsOf = (node: Node, like: Tensor): Tensor[] => node.types.map((_, index) => like.sibling(node, index));

/**
 * Reverse mode as a function from graph to graph: the cotangents of the sources for cotangents of the outputs.
 *
 * Where an operation is linear in an input its transpose carries the cotangent back. Where it is not, its jvp is written
 * down for a tangent standing for anything, a small linear graph, and that graph is transposed by this very function.
 */
export function pullback(outputs: readonly Tensor[], cotangents: readonly Perhaps[], sources: readonly Tensor[]): Perhaps[] {
  const nodes = differentiableBetween(sources, outputs);
  const dependent = new Set([...nodes, ...sources.map(({ node }) => node)]);
  const sums = new Map<Node, Perhaps[]>();
  const accumulate = (to: Tensor, cotangent: Perhaps): void => {
    if (cotangent === undefined) return;
    const slots = sums.get(to.node) ?? [];
    slots[to.index] = slots[to.index]?.add(cotangent) ?? cotangent;
    sums.set(to.node, slots);
  };
  outputs.forEach((output, i) => {
    if (dependent.has(output.node)) accumulate(output, cotangents[i]);
  });
  for (const node of nodes.reverse()) {
    const above = sums.get(node);
    if (above === undefined) continue;
    sums.delete(node);
    const { inputs } = node;
    const active = inputs.map((input) => dependent.has(input.node) && isFloat(input.dtype));
    carryBack(node, above, active).forEach((cotangent, i) => {
      accumulate(inputs[i]!, cotangent);
    });
  }
  return sources.map((source) => sums.get(source.node)?.[source.index]);
}

/** The cotangents of a node's active inputs. */
function carryBack(node: Node, cotangents: readonly Perhaps[], active: readonly boolean[]): Perhaps[] {
  const { primitive, inputs, parameters } = node;
  if (primitive === undefined)
    throw new ChainruleError('not-differentiable', 'the way this value was computed is no longer known', {
      operation: 'gradient',
      hint: 'ask for the gradient before the tape is closed, or record a persistent tape',
    });
  const application = { inputs, parameters, outputs: outputsOf(node, inputs[0]!) };
  if (primitive.transpose !== undefined && active.every((isActive, i) => !isActive || isLinearIn(primitive, i, parameters)))
    return active.map((isActive, i) => (isActive ? primitive.transpose!(i, cotangents, application) : undefined));
  if (primitive.jvp === undefined)
    throw new ChainruleError('not-differentiable', `${primitive.name} has no derivative`, {
      operation: 'grad',
      hint: 'keep it out of the differentiated function, or wrap it in stopGradient',
    });
  const source = new Source();
  const tangents = inputs.map((input, i) => (active[i] ? aliasOf(input, source) : undefined));
  const results = primitive.jvp(tangents, application);
  const moved = results.flatMap((result, i) => (result === undefined ? [] : [{ result, cotangent: cotangents[i] }]));
  const carried = pullback(
    moved.map(({ result }) => result),
    moved.map(({ cotangent }) => cotangent),
    tangents.filter((tangent) => tangent !== undefined),
  );
  source.open = false;
  let next = 0;
  return tangents.map((tangent) => (tangent === undefined ? undefined : carried[next++]));
}
