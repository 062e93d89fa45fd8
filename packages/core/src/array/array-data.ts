import type { DType, TypedArray } from './dtype.js';
import { allocate } from './dtype.js';
import { sizeOf, type Shape } from './shape.js';

/** Numbers with a shape: what kernels take and give. Row-major, never changed after it is made. */
export interface ArrayData {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: TypedArray;
}

/**
 * An array of zeros to be filled by its maker.
 *
 * @example
 * ```ts
 * import { emptyArray } from '@chainrule/core';
 * emptyArray('float32', [2, 3]).data.length; // → 6
 * ```
 */
export const emptyArray = (dtype: DType, shape: Shape): ArrayData => ({ dtype, shape, data: allocate(dtype, sizeOf(shape)) });
