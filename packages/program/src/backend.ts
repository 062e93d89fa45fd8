import type { ArrayData, Plugin } from '@chainrule/core';
import type { Operations } from './operation.js';
import type { Program } from './program.js';
import type { Type } from './type.js';

/** A value that stays where a backend keeps its memory until it is read. */
export interface ResidentArray extends Type {
  /** A copy of the numbers. Throws `donated` when the memory has been handed on. */
  read(): ArrayData;
}

/** What programs take and give: plain arrays, or arrays resident in the backend that made them. */
export type BackendArray = ArrayData | ResidentArray;

/**
 * The numbers of an array, wherever they are.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { readArray } from '@chainrule/program';
 * readArray(ndarray([1, 2])).shape; // → [ 2 ]
 * ```
 */
export const readArray = (array: BackendArray): ArrayData => ('read' in array ? array.read() : array);

/** What a backend may do with a program's inputs. */
export interface CompileOptions {
  /** Positions of inputs whose memory the program may take over; they must not be read afterwards. */
  readonly donate?: readonly number[];
}

/** A program made ready to run. */
export interface Executable {
  /** The outputs for these inputs. Inputs that are not donated are not changed. */
  run(inputs: readonly BackendArray[]): readonly BackendArray[];
  /** How each instruction is carried out: compiled, fused, or by reference. */
  explain(): string;
}

/** Turns programs into something that runs. What it has no code for it runs by `operations`' reference values. */
export interface Backend extends Plugin<'backend'> {
  compile(program: Program, operations: Operations, options?: CompileOptions): Executable;
}
