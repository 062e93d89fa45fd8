import { ChainruleError, normalizeAxes, normalizeAxis, shapeText, type DType, type Shape } from '@chainrule/core';
import { concatenate as join } from '../primitives/concatenate.js';
import { lift, type Tensor } from '../tensor.js';
import { takeRange } from './slice.js';

/**
 * The same numbers under another shape; one size may be −1 and is worked out.
 *
 * @example
 * ```ts
 * import { arange, reshape } from '@chainrule/tensor';
 * reshape(arange(6), [2, -1]).toString(); // → 'f32[2, 3] [[0, 1, 2],\n [3, 4, 5]]'
 * ```
 */
export const reshape = <D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D> => x.reshape(shape);
/**
 * Axes in another order; reversed when none is given.
 *
 * @example
 * ```ts
 * import { tensor, transpose } from '@chainrule/tensor';
 * transpose(tensor([[1, 2], [3, 4]])).toString(); // → 'f32[2, 2] [[1, 3],\n [2, 4]]'
 * ```
 */
export const transpose = <D extends DType>(x: Tensor<D>, axes?: readonly number[]): Tensor<D> => x.transpose(axes);
/**
 * Axes of size 1 stretched, axes added in front.
 *
 * @example
 * ```ts
 * import { broadcastTo, tensor } from '@chainrule/tensor';
 * broadcastTo(tensor([1, 2]), [2, 2]).toString(); // → 'f32[2, 2] [[1, 2],\n [1, 2]]'
 * ```
 */
export const broadcastTo = <D extends DType>(x: Tensor<D>, shape: Shape): Tensor<D> => x.broadcastTo(shape);
/**
 * All elements along one axis.
 *
 * @example
 * ```ts
 * import { flatten, tensor } from '@chainrule/tensor';
 * flatten(tensor([[1, 2], [3, 4]])).toString(); // → 'f32[4] [1, 2, 3, 4]'
 * ```
 */
export const flatten = <D extends DType>(x: Tensor<D>): Tensor<D> => x.reshape([-1]);

/**
 * A new axis of size 1 at this place of the result.
 *
 * @example
 * ```ts
 * import { expandDims, tensor } from '@chainrule/tensor';
 * expandDims(tensor([1, 2]), 0).shape; // → [ 1, 2 ]
 * ```
 */
export function expandDims<D extends DType>(x: Tensor<D>, axis: number): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length + 1, 'expandDims');
  return x.reshape(x.shape.toSpliced(at, 0, 1));
}

/**
 * Without axes of size 1: the given ones, or all there are. Throws `shape` for one of another size.
 *
 * @example
 * ```ts
 * import { squeeze, zeros } from '@chainrule/tensor';
 * squeeze(zeros([1, 2, 1])).shape; // → [ 2 ]
 * ```
 */
export function squeeze<D extends DType>(x: Tensor<D>, axes?: number | readonly number[]): Tensor<D> {
  const dropped =
    axes === undefined ? x.shape.flatMap((n, axis) => (n === 1 ? [axis] : [])) : normalizeAxes(axes, x.shape.length, 'squeeze');
  const large = dropped.find((axis) => x.shape[axis] !== 1);
  if (large !== undefined)
    throw new ChainruleError('shape', `axis ${large} of ${shapeText(x.shape)} has ${x.shape[large]!} elements`, {
      operation: 'squeeze',
      hint: 'only an axis of size 1 can be left out',
    });
  return x.reshape(x.shape.filter((_, axis) => !dropped.includes(axis)));
}

/**
 * One axis moved to another place, the others in order.
 *
 * @example
 * ```ts
 * import { moveAxis, zeros } from '@chainrule/tensor';
 * moveAxis(zeros([2, 3, 4]), 0, -1).shape; // → [ 3, 4, 2 ]
 * ```
 */
export function moveAxis<D extends DType>(x: Tensor<D>, from: number, to: number): Tensor<D> {
  const [source, target] = [from, to].map((axis) => normalizeAxis(axis, x.shape.length, 'moveAxis')) as [number, number];
  const order = x.shape.map((_, axis) => axis).toSpliced(source, 1);
  return source === target ? x : x.transpose(order.toSpliced(target, 0, source));
}

/**
 * Tensors one after the other along an axis.
 *
 * Throws `argument` for an empty list, `shape` when other axes differ.
 *
 * @example
 * ```ts
 * import { concatenate, tensor } from '@chainrule/tensor';
 * concatenate([tensor([1, 2]), tensor([3])]).toString(); // → 'f32[3] [1, 2, 3]'
 * ```
 */
export function concatenate<D extends DType>(parts: readonly Tensor<D>[], axis = 0): Tensor<D> {
  const [first] = parts;
  if (first === undefined) throw new ChainruleError('argument', 'nothing to concatenate', { operation: 'concatenate' });
  return lift(first).bind(join, parts, { axis: normalizeAxis(axis, first.shape.length, 'concatenate') }) as Tensor<D>;
}

/**
 * Tensors of one shape beside each other along a new axis.
 *
 * Throws `shape` when shapes differ.
 *
 * @example
 * ```ts
 * import { stack, tensor } from '@chainrule/tensor';
 * stack([tensor([1, 2]), tensor([3, 4])]).toString(); // → 'f32[2, 2] [[1, 2],\n [3, 4]]'
 * ```
 */
export function stack<D extends DType>(parts: readonly Tensor<D>[], axis = 0): Tensor<D> {
  const other = parts.find(({ shape }) => shape.join() !== parts[0]!.shape.join());
  if (other !== undefined)
    throw new ChainruleError('shape', `${shapeText(parts[0]!.shape)} and ${shapeText(other.shape)} cannot be stacked`, {
      operation: 'stack',
      hint: 'all must have one shape; concatenate joins along an axis that is there',
    });
  return concatenate(
    parts.map((part) => expandDims(part, axis)),
    axis,
  );
}

/**
 * Cut along an axis: into a number of equal parts, or into parts of these sizes.
 *
 * Throws `shape` when the sizes do not add up to the axis.
 *
 * @example
 * ```ts
 * import { arange, split } from '@chainrule/tensor';
 * split(arange(5), [2, 3]).map(String); // → ['f32[2] [0, 1]', 'f32[3] [2, 3, 4]']
 * ```
 */
export function split<D extends DType>(x: Tensor<D>, parts: number | readonly number[], axis = 0): Tensor<D>[] {
  const at = normalizeAxis(axis, x.shape.length, 'split');
  const total = x.shape[at]!;
  const sizes = typeof parts === 'number' ? Array.from({ length: parts }, () => total / parts) : parts;
  if (sizes.reduce((sum, size) => sum + size, 0) !== total || sizes.some((size) => !Number.isInteger(size) || size < 0))
    throw new ChainruleError(
      'shape',
      `${total} elements do not split into ${typeof parts === 'number' ? `${parts} equal parts` : `parts of ${parts.join(', ')}`}`,
      { operation: 'split', hint: `give sizes that add up to ${total}` },
    );
  let start = 0;
  return sizes.map((size) => takeRange(x, at, (start += size) - size, size));
}

/**
 * Every element along an axis repeated so many times in place: [1, 2] → [1, 1, 2, 2].
 *
 * @example
 * ```ts
 * import { repeat, tensor } from '@chainrule/tensor';
 * repeat(tensor([1, 2]), 2).toString(); // → 'f32[4] [1, 1, 2, 2]'
 * ```
 */
export function repeat<D extends DType>(x: Tensor<D>, times: number, axis = 0): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length, 'repeat');
  const wide = expandDims(x, at + 1);
  return wide.broadcastTo(wide.shape.with(at + 1, times)).reshape(x.shape.with(at, x.shape[at]! * times));
}

/**
 * The whole tensor repeated along its axes, the counts aligned from the last: [1, 2] → [1, 2, 1, 2].
 *
 * @example
 * ```ts
 * import { tensor, tile } from '@chainrule/tensor';
 * tile(tensor([1, 2]), [2]).toString(); // → 'f32[4] [1, 2, 1, 2]'
 * ```
 */
export function tile<D extends DType>(x: Tensor<D>, counts: readonly number[]): Tensor<D> {
  const rank = Math.max(counts.length, x.shape.length);
  const [shape, times] = [x.shape, counts].map((list) => [...Array<number>(rank - list.length).fill(1), ...list]) as [number[], number[]];
  return x
    .reshape(shape.flatMap((n) => [1, n]))
    .broadcastTo(shape.flatMap((n, axis) => [times[axis]!, n]))
    .reshape(shape.map((n, axis) => n * times[axis]!));
}

/**
 * The elements along an axis moved on, those at the end coming in at the start.
 *
 * @example
 * ```ts
 * import { roll, tensor } from '@chainrule/tensor';
 * roll(tensor([1, 2, 3]), 1).toString(); // → 'f32[3] [3, 1, 2]'
 * ```
 */
export function roll<D extends DType>(x: Tensor<D>, by: number, axis = 0): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length, 'roll');
  const size = x.shape[at]!;
  const shift = size === 0 ? 0 : ((by % size) + size) % size;
  return shift === 0 ? x : concatenate([takeRange(x, at, size - shift, shift), takeRange(x, at, 0, size - shift)], at);
}
