import type { DType } from '@chainrule/core';
import type { Written } from '../instruction.js';
import type { Hlo, Value } from './hlo.js';

/** An instruction about to be written. */
export interface Writing extends Written<Value> {
  readonly hlo: Hlo;
}
export type Emitter = (writing: Writing) => Value;

/** The smallest or largest that an element type holds. */
export const bound = (dtype: DType, which: 'max' | 'min'): number => {
  const least = which === 'max';
  if (dtype === 'int32') return least ? -(2 ** 31) : 2 ** 31 - 1;
  if (dtype === 'uint32') return least ? 0 : 2 ** 32 - 1;
  return least ? -Infinity : Infinity;
};

/** The first input, truth values as integers. */
export const countable = ({ hlo, inputs: [x] }: Writing): Value => (x!.dtype === 'bool' ? hlo.convert(x!, 'int32') : x!);
