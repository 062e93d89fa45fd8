import { StructureKeys } from '../structure-key.js';
import type { Instruction, Register } from '../program.js';
import type { Pass } from './pass.js';
import { redirect } from './pass.js';

/** An operation that is never merged with its like, nor seen through: it keeps a recomputation apart from the first computation. */
export const barrierName = 'barrier';

/** Computes equal operations on equal inputs once. */
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
