import { ChainruleError, normalizeAxis, shapeText, type DType } from '@chainrule/core';
import { argExtreme, argsort as order } from '../primitives/order.js';
import type { Tensor } from '../tensor.js';
import { takeAlong } from './indexing.js';
import { takeRange } from './slice.js';

interface SortOptions {
  /** From the largest to the smallest. */
  readonly descending?: boolean;
}

/**
 * The indices along an axis that put its elements in order. Equal elements keep their order; not-a-number comes last.
 *
 * @example
 * ```ts
 * import { argsort, tensor } from '@chainrule/tensor';
 * argsort(tensor([3, 1, 2])).toString(); // → 'i32[3] [1, 2, 0]'
 * ```
 */
export const argsort = (x: Tensor, axis = -1, { descending = false }: SortOptions = {}): Tensor<'int32'> =>
  x.bind(order, [x], { axis: normalizeAxis(axis, x.shape.length, 'argsort'), descending }) as Tensor<'int32'>;

/**
 * The elements along an axis in order; each takes its derivative with it.
 *
 * @example
 * ```ts
 * import { sort, tensor } from '@chainrule/tensor';
 * sort(tensor([3, 1, 2])).toString(); // → 'f32[3] [1, 2, 3]'
 * ```
 */
export const sort = <D extends DType>(x: Tensor<D>, axis = -1, options?: SortOptions): Tensor<D> =>
  takeAlong(x, argsort(x, axis, options), axis);

/**
 * The k largest elements along an axis, largest first, and their indices.
 *
 * Throws `argument` for a k that is not between 0 and the size of the axis.
 *
 * @example
 * ```ts
 * import { tensor, topK } from '@chainrule/tensor';
 * topK(tensor([3, 9, 5]), 2).values.toString(); // → 'f32[2] [9, 5]'
 * ```
 */
export function topK<D extends DType>(
  x: Tensor<D>,
  k: number,
  axis = -1,
): { readonly values: Tensor<D>; readonly indices: Tensor<'int32'> } {
  const at = normalizeAxis(axis, x.shape.length, 'topK');
  if (!Number.isInteger(k) || k < 0 || k > x.shape[at]!)
    throw new ChainruleError('argument', `the ${k} largest along axis ${at} of ${shapeText(x.shape)}`, { operation: 'topK' });
  const indices = takeRange(argsort(x, at, { descending: true }), at, 0, k);
  return { values: takeAlong(x, indices, at), indices };
}

const extremeIndex = (which: 'max' | 'min', x: Tensor, axis: number | undefined): Tensor<'int32'> => {
  const line = axis === undefined ? x.reshape([-1]) : x;
  return line.bind(argExtreme, [line], { which, axis: normalizeAxis(axis ?? 0, line.shape.length, `arg${which}`) }) as Tensor<'int32'>;
};

/**
 * The index of the largest element along an axis, or among all: the first of equal ones.
 *
 * @example
 * ```ts
 * import { argmax, tensor } from '@chainrule/tensor';
 * argmax(tensor([1, 7, 3])).item(); // → 1
 * ```
 */
export const argmax = (x: Tensor, axis?: number): Tensor<'int32'> => extremeIndex('max', x, axis);
/**
 * The index of the smallest element along an axis, or among all: the first of equal ones.
 *
 * @example
 * ```ts
 * import { argmin, tensor } from '@chainrule/tensor';
 * argmin(tensor([4, 1, 3])).item(); // → 1
 * ```
 */
export const argmin = (x: Tensor, axis?: number): Tensor<'int32'> => extremeIndex('min', x, axis);
