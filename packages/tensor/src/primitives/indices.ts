import { ChainruleError, type ArrayData, type DType } from '@chainrule/core';
import type { Type } from '@chainrule/program';

export const isInteger = (dtype: DType): boolean => dtype === 'int32' || dtype === 'uint32';

/** Throws `dtype` unless the value can be used as indices. */
export function refuseNonIndices({ dtype }: Type, operation: string): void {
  if (!isInteger(dtype)) throw new ChainruleError('dtype', `indices are ${dtype}`, { operation, hint: `cast them: .cast('int32')` });
}

/** Throws `index` when one is out of range, before anything is read or written. */
export function refuseOutOfRange(indices: ArrayData, size: number, operation: string, what = 'elements'): void {
  for (const index of indices.data)
    if (index < 0 || index >= size)
      throw new ChainruleError('index', `index ${index} is out of range for ${size} ${what}`, {
        operation,
        ...(index < 0 && { hint: 'negative indices are not counted from the end here: add the size to them' }),
      });
}
