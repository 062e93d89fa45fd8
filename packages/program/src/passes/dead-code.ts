import type { Register } from '../program.js';
import type { Pass } from './pass.js';

/**
 * Drops what no output depends on.
 *
 * @example
 * ```ts
 * import { deadCode, formula } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * deadCode({ ...program, outputs: program.inputs }, new Map([['formula', formula]])).instructions.length; // → 0
 * ```
 */
export const deadCode: Pass = (program) => {
  const needed = new Set<Register>(program.outputs);
  const kept = program.instructions
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((register) => needed.has(register))) return false;
      for (const register of inputs) needed.add(register);
      return true;
    })
    .toReversed();
  return { ...program, instructions: kept, constants: program.constants.filter(({ register }) => needed.has(register)) };
};
