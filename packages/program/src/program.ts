import type { ArrayData } from '@chainrule/core';
import type { Type } from './type.js';

/** The number of a value in a program. */
export type Register = number;

/** One step: the results of an operation on earlier values. */
export interface Instruction {
  readonly operation: string;
  readonly inputs: readonly Register[];
  readonly outputs: readonly Register[];
  /** Plain data, formulas and inner programs: all that `serialize` can write. */
  readonly parameters: unknown;
  /** Where in the user's code it was called, when the program was traced: for messages. */
  readonly site?: string;
}

/** A value known when the program was made. */
export interface Constant {
  readonly register: Register;
  readonly value: ArrayData;
}

/**
 * What runs: a flat, typed list of instructions in the order they can be carried out. Every register is set once,
 * by an input, a constant or an instruction. Immutable: passes give new programs.
 */
export interface Program {
  /** The type of every register. */
  readonly types: readonly Type[];
  readonly inputs: readonly Register[];
  readonly constants: readonly Constant[];
  readonly instructions: readonly Instruction[];
  readonly outputs: readonly Register[];
}

/**
 * The registers that an instruction list still needs, from the last instruction to the first.
 *
 * @example
 * ```ts
 * import { lastUses } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * lastUses(trace((x: Tensor) => x.sum().mul(2), tensor([1, 2]))).get(0); // → 0
 * ```
 */
export function lastUses({ instructions, outputs }: Program): Map<Register, number> {
  const last = new Map<Register, number>(outputs.map((register) => [register, instructions.length]));
  for (let at = instructions.length - 1; at >= 0; at--)
    for (const register of instructions[at]!.inputs) if (!last.has(register)) last.set(register, at);
  return last;
}
