import {
  broadcastShapes,
  ChainruleError,
  normalizeAxis,
  sameShape,
  shapeText,
  type DType,
  type FloatDType,
  type Value,
} from '@chainrule/core';
import { dynamicSlice as dynamic, dynamicUpdateSlice as update } from '../primitives/dynamic-slice.js';
import { lastWriter, oneHot as hot } from '../primitives/one-hot.js';
import { takeAlong as along } from '../primitives/take-along.js';
import { addRows } from '../primitives/take.js';
import { tensor } from '../create.js';
import type { Tensor } from '../tensor.js';
import { lift } from '../tensor.js';

type Indices = Value | readonly number[];

/** Indices as a tensor of integers. */
const indicesOf = (indices: Indices): Tensor => ('shape' in indices ? lift(indices) : tensor([...indices], { dtype: 'int32' }));

/**
 * The elements at these indices along an axis: the axis is replaced by those of the indices.
 *
 * Throws `index` before anything is read when one is out of range; negative ones are.
 *
 * @example
 * ```ts
 * import { gather, tensor } from '@chainrule/tensor';
 * gather(tensor([[1, 2, 3], [4, 5, 6]]), [2, 0], 1).toString(); // → 'f32[2, 2] [[3, 1],\n [6, 4]]'
 * ```
 */
export function gather<D extends DType>(x: Tensor<D>, indices: Indices, axis = 0): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length, 'gather');
  const places = indicesOf(indices);
  const rows = front(x, at).take(places);
  const order = rows.shape.map((_, i) => i);
  const count = places.shape.length;
  return at === 0 ? rows : rows.transpose([...order.slice(count, count + at), ...order.slice(0, count), ...order.slice(count + at)]);
}

/**
 * The elements that indices name along an axis, for every position on the other axes its own; those broadcast.
 *
 * @example
 * ```ts
 * import { takeAlong, tensor } from '@chainrule/tensor';
 * takeAlong(tensor([[1, 2], [3, 4]]), tensor([[1], [0]], { dtype: 'int32' }), 1).toString(); // → 'f32[2, 1] [[2],\n [3]]'
 * ```
 */
export function takeAlong<D extends DType>(x: Tensor<D>, indices: Value, axis: number): Tensor<D> {
  return x.bind(along, [x, lift(indices)], { axis: normalizeAxis(axis, x.shape.length, 'takeAlong') - x.shape.length }) as Tensor<D>;
}

/**
 * The tensor with updates added at these indices along an axis; an index that comes twice adds twice.
 *
 * @example
 * ```ts
 * import { scatterAdd, tensor, zeros } from '@chainrule/tensor';
 * scatterAdd(zeros([3]), [0, 2, 0], tensor([1, 2, 3])).toString(); // → 'f32[3] [4, 0, 2]'
 * ```
 */
export function scatterAdd<D extends DType>(x: Tensor<D>, indices: Indices, updates: Value, axis = 0): Tensor<D> {
  const { places, rows, at } = fitted('scatterAdd', x, indices, updates, axis);
  return x.add(back(rows.bind(addRows, [rows, places], { rows: x.shape[at]! }), at) as Tensor<D>);
}

/**
 * The tensor with updates in place of what stood at these indices along an axis; of several for one place the last stays.
 *
 * @example
 * ```ts
 * import { scatter, tensor, zeros } from '@chainrule/tensor';
 * scatter(zeros([3]), [2, 0], tensor([5, 7])).toString(); // → 'f32[3] [7, 0, 5]'
 * ```
 */
export function scatter<D extends DType>(x: Tensor<D>, indices: Indices, updates: Value, axis = 0): Tensor<D> {
  const { places, rows, at } = fitted('scatter', x, indices, updates, axis);
  const count = places.shape.reduce((a, b) => a * b, 1);
  if (count === 0) return x;
  const list = places.reshape([count]);
  const last = list.bind(lastWriter, [list], { rows: x.shape[at]! });
  const moved = front(x, at);
  const written = rows.reshape([count, ...moved.shape.slice(1)]).take(last.maximum(0));
  const chosen = last.greaterEqual(0).reshape([moved.shape[0]!, ...moved.shape.slice(1).map(() => 1)]);
  return back(chosen.where(written, moved), at) as Tensor<D>;
}

/**
 * A block of these sizes along the first axes, whose place a list of integers gives. Throws `index` when it is not all inside.
 *
 * @example
 * ```ts
 * import { dynamicSlice, tensor } from '@chainrule/tensor';
 * dynamicSlice(tensor([1, 2, 3, 4]), [1], [2]).toString(); // → 'f32[2] [2, 3]'
 * ```
 */
export const dynamicSlice = <D extends DType>(x: Tensor<D>, start: Indices, sizes: readonly number[]): Tensor<D> =>
  x.bind(dynamic, [x, indicesOf(start)], { sizes }) as Tensor<D>;

/**
 * The tensor with a block replaced, whose place along the first axes a list of integers gives.
 *
 * @example
 * ```ts
 * import { dynamicUpdateSlice, tensor } from '@chainrule/tensor';
 * dynamicUpdateSlice(tensor([1, 2, 3, 4]), tensor([9, 9]), [1]).toString(); // → 'f32[4] [1, 9, 9, 4]'
 * ```
 */
export const dynamicUpdateSlice = <D extends DType>(x: Tensor<D>, block: Value, start: Indices): Tensor<D> =>
  x.bind(update, [x, lift(block), indicesOf(start)], {}) as Tensor<D>;

/**
 * For every index a row of zeros with a one at the index. Throws `index` for one that is not below the depth.
 *
 * @example
 * ```ts
 * import { oneHot } from '@chainrule/tensor';
 * oneHot([2, 0], 3).toString(); // → 'f32[2, 3] [[0, 0, 1],\n [1, 0, 0]]'
 * ```
 */
export function oneHot<D extends FloatDType = 'float32'>(indices: Indices, depth: number, options: { readonly dtype?: D } = {}): Tensor<D> {
  const places = indicesOf(indices);
  return places.bind(hot, [places], { depth, dtype: options.dtype ?? 'float32' }) as Tensor<D>;
}

/** The axis moved to the front, and back. */
function front<D extends DType>(x: Tensor<D>, axis: number): Tensor<D> {
  return axis === 0 ? x : x.transpose([axis, ...x.shape.map((_, i) => i).filter((i) => i !== axis)]);
}
function back<D extends DType>(x: Tensor<D>, axis: number): Tensor<D> {
  const others = x.shape.map((_, i) => i).slice(1);
  return axis === 0 ? x : x.transpose(others.toSpliced(axis, 0, 0));
}

/** Indices and updates as rows `[…indices, …rest]` of the tensor with its axis in front. */
function fitted(
  operation: string,
  x: Tensor,
  indices: Indices,
  updates: Value,
  axis: number,
): { readonly places: Tensor; readonly rows: Tensor; readonly at: number } {
  const at = normalizeAxis(axis, x.shape.length, operation);
  const [places, given] = [indicesOf(indices), lift(updates)];
  const count = places.shape.length;
  const shape = x.shape.toSpliced(at, 1, ...places.shape);
  if (given.dtype !== x.dtype)
    throw new ChainruleError('dtype', `updates of ${given.dtype} for a tensor of ${x.dtype}`, {
      operation,
      hint: `cast them: .cast('${x.dtype}')`,
    });
  if (given.shape.length > shape.length || !sameShape(broadcastShapes(operation, given.shape, shape), shape))
    throw new ChainruleError(
      'shape',
      `updates ${shapeText(given.shape)} for ${shapeText(places.shape)} indices along axis ${at} of ${shapeText(x.shape)}`,
      { operation, hint: `they must broadcast to ${shapeText(shape)}` },
    );
  const order = shape.map((_, i) => i);
  return {
    places,
    at,
    rows: given.broadcastTo(shape).transpose([...order.slice(at, at + count), ...order.slice(0, at), ...order.slice(at + count)]),
  };
}
