import { ChainruleError, flatten, type Tree } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import type { Node } from '../graph/node.js';
import { between } from '../graph/order.js';
import { batchFirst } from '../primitives/batch.js';
import { placeholder, type Tensor } from '../tensor.js';
import { leavesOf, placeText } from './arguments.js';

/** Where the batch axis is: one for all, or one for every argument; null for what is the same for the whole batch. */
export type Axis = number | null;

/** Which axes are mapped over. */
export interface VmapOptions {
  /** Default 0. A list gives one for every argument, and in it a tree one for every leaf. */
  readonly inAxes?: Axis | readonly unknown[];
  /** Default 0. */
  readonly outAxes?: number;
}

/**
 * A function of one example made into a function of a batch, run as one computation: no loop.
 *
 * Throws `shape` when the arguments disagree on the size of the batch, `not-concrete` when the function asks for the number in a tensor.
 *
 * Source: the form is JAX's `vmap`.
 *
 * @example
 * ```ts
 * import { tensor, Tensor, vmap } from '@chainrule/tensor';
 * const dot = (a: Tensor, b: Tensor) => a.mul(b).sum();
 * vmap(dot, { inAxes: [0, null] })(tensor([[1, 2], [3, 4]]), tensor([10, 1])).toString(); // → 'f32[2] [12, 34]'
 * ```
 */
export function vmap<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  { inAxes = 0, outAxes = 0 }: VmapOptions = {},
): (...args: Args) => R {
  return (...args) => {
    const given = leavesOf([...args], 'vmap');
    const axes = axesOf(args, inAxes);
    const size = batchSize(given.tensors, axes, args);
    const examples = given.tensors.map((x, i) =>
      axes[i] === null ? x : placeholder({ dtype: x.dtype, shape: x.shape.filter((_, axis) => axis !== normal(axes[i]!, x)) }),
    );
    const outputs = leavesOf(f(...given.rebuild<Args>(examples)), 'vmap');
    const mapped = examples.map((_, i) => i).filter((i) => axes[i] !== null);
    const batched = batchGraph(
      mapped.map((i) => examples[i]!),
      mapped.map((i) => ({ tensor: given.tensors[i]!, axis: normal(axes[i]!, given.tensors[i]!) })),
      outputs.tensors,
      size,
    );
    return outputs.rebuild(
      batched.map(({ tensor, axis }, i) =>
        moveBatch(axis === null ? tensor.broadcastTo([size, ...outputs.tensors[i]!.shape]) : batchFirst(tensor, axis), outAxes),
      ),
    );
  };
}

interface Batched {
  readonly tensor: Tensor;
  readonly axis: Axis;
}

/** Every node between the examples and the outputs once more, by its batching rule. */
function batchGraph(examples: readonly Tensor[], batches: readonly Batched[], outputs: readonly Tensor[], size: number): Batched[] {
  const known = new Map<Node, readonly Batched[]>(examples.map((example, i) => [example.node, [batches[i]!]]));
  const batchedOf = (x: Tensor): Batched => known.get(x.node)?.[x.index] ?? { tensor: x, axis: null };
  for (const node of between(examples, outputs)) {
    const inputs = node.inputs.map(batchedOf);
    const result = node.primitive!.batch(
      inputs.map(({ tensor }) => tensor),
      inputs.map(({ axis }) => axis),
      node.parameters,
      size,
    );
    known.set(
      node,
      result.outputs.map((tensor, i) => ({ tensor, axis: result.axes[i]! })),
    );
  }
  return outputs.map(batchedOf);
}

const normal = (axis: number, x: Tensor): number => (axis < 0 ? axis + x.shape.length : axis);

/** The batch axis moved from the front to where it is wanted. */
function moveBatch(x: Tensor, to: number): Tensor {
  const target = normal(to, x);
  if (target === 0) return x;
  const order = x.shape.map((_, i) => i).slice(1);
  order.splice(target, 0, 0);
  return x.transpose(order);
}

/** One axis for every leaf of the arguments. */
function axesOf(args: readonly unknown[], inAxes: Axis | readonly unknown[]): Axis[] {
  if (inAxes === null || typeof inAxes === 'number') return leavesOf([...args], 'vmap').tensors.map(() => inAxes);
  if (inAxes.length !== args.length)
    throw new ChainruleError('argument', `inAxes names ${inAxes.length} arguments, the function was called with ${args.length}`, {
      operation: 'vmap',
    });
  return args.flatMap((arg, i) => {
    const axis = inAxes[i];
    const count = leavesOf(arg, 'vmap').tensors.length;
    if (axis === null || typeof axis === 'number') return Array<Axis>(count).fill(axis);
    return flatten<Axis>(axis as Tree<Axis>).leaves;
  });
}

function batchSize(tensors: readonly Tensor[], axes: readonly Axis[], args: readonly unknown[]): number {
  let size: number | undefined;
  tensors.forEach((x, i) => {
    const axis = axes[i];
    if (axis === null || axis === undefined) return;
    const here = x.shape[normal(axis, x)];
    if (here === undefined)
      throw new ChainruleError('shape', `${placeText([...args], i)} is ${typeText(x.type)}, which has no axis ${axis}`, {
        operation: 'vmap',
        hint: 'use inAxes: null for what is the same for the whole batch',
      });
    if (size !== undefined && here !== size)
      throw new ChainruleError('shape', `${placeText([...args], i)} has ${here} examples along axis ${axis}, the ones before it ${size}`, {
        operation: 'vmap',
      });
    size = here;
  });
  if (size === undefined)
    throw new ChainruleError('argument', 'no argument has a batch axis', { operation: 'vmap', hint: 'give at least one number in inAxes' });
  return size;
}
