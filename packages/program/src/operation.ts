import type { ArrayData } from '@chainrule/core';
import type { Type } from './type.js';

/**
 * One kind of computation a program can name: its type rule, and its reference value, which is the truth every backend is tested against.
 * `P` is what it is told beside its inputs: axes, strides, a formula.
 */
export interface Operation<P = unknown> {
  readonly name: string;
  /** Types of the results. Throws a `shape`, `dtype` or `argument` error when the inputs do not fit. */
  types(inputs: readonly Type[], parameters: P): readonly Type[];
  /** The results, computed plainly. Inputs are not changed; a result may share an input's memory. */
  value(inputs: readonly ArrayData[], parameters: P, types: readonly Type[]): readonly ArrayData[];
  /** The parameters as a person reads them in a printed program. */
  describe?(parameters: P): string;
}

/** The operations a program names, travelling beside it. */
export type Operations = ReadonlyMap<string, Operation>;
