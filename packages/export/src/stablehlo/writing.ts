import type { DType } from '@chainrule/core';
import type { Instruction, Program, Type } from '@chainrule/program';
import type { Hlo, Value } from './hlo.js';

/** An instruction about to be written. */
export interface Writing {
  readonly hlo: Hlo;
  readonly instruction: Instruction;
  readonly program: Program;
  readonly inputs: readonly Value[];
  readonly output: Type;
}
export type Emitter = (writing: Writing) => Value;

export const parametersOf = <P>({ instruction }: Writing): P => instruction.parameters as P;
export interface Reduction {
  readonly which: 'max' | 'min';
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}
export interface Running {
  readonly axis: number;
  readonly reverse: boolean;
}
export interface Convolving {
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
  readonly groups: number;
}

/** The smallest or largest that an element type holds. */
export const bound = (dtype: DType, which: 'max' | 'min'): number => {
  const least = which === 'max';
  if (dtype === 'int32') return least ? -(2 ** 31) : 2 ** 31 - 1;
  if (dtype === 'uint32') return least ? 0 : 2 ** 32 - 1;
  return least ? -Infinity : Infinity;
};

/** The first input, truth values as integers. */
export const countable = ({ hlo, inputs: [x] }: Writing): Value => (x!.dtype === 'bool' ? hlo.convert(x!, 'int32') : x!);
