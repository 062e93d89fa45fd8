import type { Operations } from '../operation.js';
import type { Program, Register } from '../program.js';

/** A program with the same results, made smaller or faster. */
export type Pass = (program: Program, operations: Operations) => Program;

/** The program with registers replaced wherever they are read; replacements of replacements are followed. */
export function redirect(program: Program, replacements: ReadonlyMap<Register, Register>): Program {
  const to = (register: Register): Register => {
    let at = register;
    for (let next = replacements.get(at); next !== undefined; next = replacements.get(at)) at = next;
    return at;
  };
  return {
    ...program,
    instructions: program.instructions.map((instruction) => ({ ...instruction, inputs: instruction.inputs.map(to) })),
    outputs: program.outputs.map(to),
  };
}
