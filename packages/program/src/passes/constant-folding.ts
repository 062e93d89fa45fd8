import { sizeOf, type ArrayData } from '@chainrule/core';
import type { Register } from '../program.js';
import { operationOf } from '../reference.js';
import { barrierName } from './common-subexpressions.js';
import type { Pass } from './pass.js';

/** Larger constants would cost more memory than computing them costs time. */
const largestConstant = 4096;

/**
 * Computes, once and for all, what depends on constants alone.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { constantFolding, formula } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * const known = { register: 0, value: ndarray([1, 2], { dtype: 'float32' }) };
 * constantFolding({ ...program, inputs: [], constants: [known] }, new Map([['formula', formula]])).instructions.length; // → 0
 * ```
 */
export const constantFolding: Pass = (program, operations) => {
  const known = new Map<Register, ArrayData>(program.constants.map(({ register, value }) => [register, value]));
  const kept = program.instructions.filter((instruction) => {
    const inputs = instruction.inputs.map((register) => known.get(register));
    const types = instruction.outputs.map((register) => program.types[register]!);
    if (
      instruction.operation === barrierName ||
      !inputs.every((input) => input !== undefined) ||
      types.some(({ shape }) => sizeOf(shape) > largestConstant)
    )
      return true;
    operationOf(operations, instruction)
      .value(inputs, instruction.parameters, types)
      .forEach((value, i) => known.set(instruction.outputs[i]!, value));
    return false;
  });
  return { ...program, instructions: kept, constants: [...known].map(([register, value]) => ({ register, value })) };
};
