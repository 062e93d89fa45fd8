import { StructureKeys } from '../structure-key.js';
import type { Instruction, Register } from '../program.js';
import type { Pass } from './pass.js';
import { redirect } from './pass.js';

/** An operation that is never merged with its like, nor seen through: it keeps a recomputation apart from the first computation. */
export const barrierName = 'barrier';

/**
 * Computes equal operations on equal inputs once.
 *
 * @example
 * ```ts
 * import { commonSubexpressions, formula } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * const [once, type] = [program.instructions[0]!, program.types[0]!];
 * const twice = { ...program, types: [type, type, type], instructions: [once, { ...once, outputs: [2] }], outputs: [1, 2] };
 * commonSubexpressions(twice, new Map([['formula', formula]])).instructions.length; // → 1
 * ```
 */
export const commonSubexpressions: Pass = (program) => {
  const keys = new StructureKeys();
  const first = new Map<string, Instruction>();
  const replaced = new Map<Register, Register>();
  const to = (register: Register): Register => replaced.get(register) ?? register;
  const kept = program.instructions.filter((instruction) => {
    if (instruction.operation === barrierName) return true;
    const key = `${instruction.operation}(${instruction.inputs.map(to).join()})${keys.of(instruction.parameters)}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, instruction);
      return true;
    }
    instruction.outputs.forEach((register, i) => replaced.set(register, known.outputs[i]!));
    return false;
  });
  return redirect({ ...program, instructions: kept }, replaced);
};
