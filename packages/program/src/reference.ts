import { ChainruleError, definePlugin, type ArrayData } from '@chainrule/core';
import { readArray, type Backend, type Executable } from './backend.js';
import type { Operation, Operations } from './operation.js';
import { lastUses, type Instruction, type Program } from './program.js';
import { typeText } from './type.js';

/**
 * The operation an instruction names. Throws `backend` when the table lacks it.
 *
 * @example
 * ```ts
 * import { formula, operationOf } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const [instruction] = trace((x: Tensor) => x.mul(2), tensor([1, 2])).instructions;
 * operationOf(new Map([['formula', formula]]), instruction!).name; // → 'formula'
 * ```
 */
export function operationOf(operations: Operations, { operation }: Instruction): Operation {
  const found = operations.get(operation);
  if (found === undefined)
    throw new ChainruleError('backend', `the program names an operation "${operation}" that is not in its table`, { operation: 'compile' });
  return found;
}

/**
 * The plain backend: every instruction by its operation's reference value, in order, values dropped after their last use.
 * Slow, obvious, and the truth that the other backends are tested against.
 */
export const reference: Backend = /* @__PURE__ */ definePlugin('backend', 'reference', {
  compile(program: Program, operations: Operations): Executable {
    const steps = program.instructions.map((instruction) => ({ instruction, operation: operationOf(operations, instruction) }));
    const dropped = dropsAfter(program);
    return {
      run(inputs) {
        const registers: (ArrayData | undefined)[] = [];
        program.inputs.forEach((register, i) => (registers[register] = checked(readArray(inputs[i]!), program, register)));
        for (const { register, value } of program.constants) registers[register] = value;
        steps.forEach(({ instruction, operation }, at) => {
          const types = instruction.outputs.map((register) => program.types[register]!);
          const results = operation.value(
            instruction.inputs.map((register) => registers[register]!),
            instruction.parameters,
            types,
          );
          instruction.outputs.forEach((register, i) => (registers[register] = results[i]));
          for (const register of dropped[at]!) registers[register] = undefined;
        });
        return program.outputs.map((register) => registers[register]!);
      },
      explain: () => program.instructions.map(({ operation }) => `${operation}: reference`).join('\n'),
    };
  },
});

/** For every instruction the registers nobody reads after it. */
function dropsAfter(program: Program): number[][] {
  const drops: number[][] = program.instructions.map(() => []);
  for (const [register, at] of lastUses(program)) drops[at]?.push(register);
  return drops;
}

function checked(array: ArrayData, program: Program, register: number): ArrayData {
  const expected = program.types[register]!;
  if (array.dtype !== expected.dtype || array.shape.join() !== expected.shape.join())
    throw new ChainruleError('shape', `an input is ${typeText(array)}, the program was made for ${typeText(expected)}`, {
      operation: 'run',
    });
  return array;
}
