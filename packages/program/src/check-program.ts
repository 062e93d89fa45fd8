import { ChainruleError, dtypeOf, dtypes, sizeOf } from '@chainrule/core';
import type { Program, Register } from './program.js';
import { typeText } from './type.js';

/**
 * Throws `argument` unless a program is one that can run: sound types, registers in range, each set once and before it is read,
 * constants of their types.
 *
 * @example
 * ```ts
 * import { checkProgram } from '@chainrule/program';
 * const type = { dtype: 'float32', shape: [] } as const;
 * checkProgram({ types: [type], inputs: [], constants: [], instructions: [], outputs: [0] }); // → throws before it is set
 * ```
 */
export function checkProgram(program: Program): void {
  const { types, inputs, constants, instructions, outputs } = program;
  types.forEach(({ dtype, shape }, register) => {
    if (!dtypes.includes(dtype)) fail(`register ${register} has the unknown element type ${JSON.stringify(dtype)}`);
    if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0) || !Number.isSafeInteger(sizeOf(shape)))
      fail(`register ${register} has the impossible shape [${shape.join(', ')}]`);
  });
  const known = new Set<Register>();
  const set = (register: Register, by: string): void => {
    if (!Number.isInteger(register) || register < 0 || register >= types.length) fail(`${by} sets register ${register} of ${types.length}`);
    if (known.has(register)) fail(`${by} sets register ${register}, which is set already`);
    known.add(register);
  };
  const read = (register: Register, by: string): void => {
    if (!known.has(register)) fail(`${by} reads register ${register} before it is set`);
  };
  for (const register of inputs) set(register, 'an input');
  for (const { register, value } of constants) {
    set(register, 'a constant');
    const expected = types[register]!;
    if (typeText(value) !== typeText(expected) || dtypeOf(value.data) !== value.dtype || value.data.length !== sizeOf(value.shape))
      fail(`the constant ${register} is not a ${typeText(expected)}`);
  }
  instructions.forEach((instruction, at) => {
    for (const register of instruction.inputs) read(register, `instruction ${at}`);
    for (const register of instruction.outputs) set(register, `instruction ${at}`);
  });
  for (const register of outputs) read(register, 'an output');
}

function fail(problem: string): never {
  throw new ChainruleError('argument', problem, { operation: 'checkProgram' });
}
