import type { ArrayData, DType, Shape } from '@chainrule/core';

/** Element type and shape of a value before there is one. */
export interface Type {
  readonly dtype: DType;
  readonly shape: Shape;
}

export const typeOf = ({ dtype, shape }: ArrayData): Type => ({ dtype, shape });

export const sameType = (a: Type, b: Type): boolean =>
  a.dtype === b.dtype && a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);

/** `f32[2, 3]`. */
export const typeText = ({ dtype, shape }: Type): string => `${shortNames[dtype]}[${shape.join(', ')}]`;

const shortNames: Record<DType, string> = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool' };
