import { ChainruleError } from '../errors.js';

/** Element types. Truth values are stored as bytes 0 and 1. */
export type DType = 'float32' | 'float64' | 'int32' | 'uint32' | 'bool';
/** The element types of floating-point numbers, which have derivatives. */
export type FloatDType = 'float32' | 'float64';
/** The arrays that hold the elements of each element type. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array } as const;
/** All element types. */
export const dtypes: readonly DType[] = ['float32', 'float64', 'int32', 'uint32', 'bool'];

/**
 * Room for `size` elements, all zero.
 *
 * @example
 * ```ts
 * import { allocate } from '@chainrule/core';
 * allocate('float64', 3).length; // → 3
 * ```
 */
export const allocate = (dtype: DType, size: number): TypedArray => new constructors[dtype](size);

/**
 * How many bytes one element takes.
 *
 * @example
 * ```ts
 * import { bytesPerElement } from '@chainrule/core';
 * bytesPerElement('float64'); // → 8
 * ```
 */
export const bytesPerElement = (dtype: DType): number => constructors[dtype].BYTES_PER_ELEMENT;

/**
 * Whether an element type is one of floating-point numbers, which have derivatives.
 *
 * @example
 * ```ts
 * import { isFloat } from '@chainrule/core';
 * isFloat('int32'); // → false
 * ```
 */
export const isFloat = (dtype: DType): dtype is FloatDType => dtype === 'float32' || dtype === 'float64';

/**
 * The element type a typed array holds; a `Uint8Array` holds truth values.
 *
 * Throws `dtype` for any other array.
 *
 * @example
 * ```ts
 * import { dtypeOf } from '@chainrule/core';
 * dtypeOf(new Uint8Array(1)); // → 'bool'
 * ```
 */
export function dtypeOf(data: TypedArray): DType {
  const found = dtypes.find((dtype) => data instanceof constructors[dtype]);
  if (found !== undefined) return found;
  throw new ChainruleError('dtype', `a ${(data as object).constructor.name} is no array of ${dtypes.join(', ')}`, { operation: 'ndarray' });
}

/**
 * The nearest number that the element type can hold.
 *
 * @example
 * ```ts
 * import { roundTo } from '@chainrule/core';
 * roundTo('int32', 2.5); // → 2
 * ```
 */
export function roundTo(dtype: DType, value: number): number {
  switch (dtype) {
    case 'float32':
      return Math.fround(value);
    case 'float64':
      return value;
    case 'int32':
      return value | 0;
    case 'uint32':
      return value >>> 0;
    case 'bool':
      return value === 0 ? 0 : 1;
  }
}
