import type { ArrayData, DType, Shape } from '@chainrule/core';

/** Element type and shape of a value before there is one. */
export interface Type {
  readonly dtype: DType;
  readonly shape: Shape;
}

/**
 * The type of an array: its element type and shape.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { typeOf, typeText } from '@chainrule/program';
 * typeText(typeOf(ndarray([1, 2, 3]))); // → 'f64[3]'
 * ```
 */
export const typeOf = ({ dtype, shape }: ArrayData): Type => ({ dtype, shape });

/**
 * Whether two types have one element type and one shape.
 *
 * @example
 * ```ts
 * import { sameType } from '@chainrule/program';
 * sameType({ dtype: 'float32', shape: [2] }, { dtype: 'float64', shape: [2] }); // → false
 * ```
 */
export const sameType = (a: Type, b: Type): boolean =>
  a.dtype === b.dtype && a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);

/**
 * `f32[2, 3]`.
 *
 * @example
 * ```ts
 * import { typeText } from '@chainrule/program';
 * typeText({ dtype: 'float32', shape: [2, 3] }); // → 'f32[2, 3]'
 * ```
 */
export const typeText = ({ dtype, shape }: Type): string => `${shortNames[dtype]}[${shape.join(', ')}]`;

const shortNames: Record<DType, string> = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool' };
