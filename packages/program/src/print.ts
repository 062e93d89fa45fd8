import { formulaText } from './operations/formula.js';
import type { Operations } from './operation.js';
import type { Instruction, Program, Register } from './program.js';
import { typeText } from './type.js';
import { Expr } from '@chainrule/core';

const name = (register: Register): string => `%${register}`;

/**
 * A program as a person reads it: one line an instruction, results with their types first.
 *
 * ```
 * program(%0: f32[2], %1: f32[]) {
 *   %2: f32[2] = formula #0 · #1 (%0, %1)
 *   return %2
 * }
 * ```
 *
 * @example
 * ```ts
 * import { printProgram } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * printProgram(trace((x: Tensor) => x.mul(2), tensor([1, 2]))); // → 'program(%0: f32[2]) {\n  %1: f32[2] = formula (#0 · 2) (%0)\n  return %1\n}'
 * ```
 */
export function printProgram(program: Program, operations?: Operations): string {
  const typed = (register: Register): string => `${name(register)}: ${typeText(program.types[register]!)}`;
  const lines = [
    ...program.constants.map(({ register, value }) => `${typed(register)} = constant ${constantText(value.data)}`),
    ...program.instructions.map(
      (instruction) =>
        `${instruction.outputs.map(typed).join(', ')} = ${instruction.operation}${describe(instruction, operations)}(${instruction.inputs.map(name).join(', ')})`,
    ),
    `return ${program.outputs.map(name).join(', ')}`,
  ];
  return [`program(${program.inputs.map(typed).join(', ')}) {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function describe(instruction: Instruction, operations: Operations | undefined): string {
  const operation = operations?.get(instruction.operation);
  const text = operation?.describe ? operation.describe(instruction.parameters) : parametersText(instruction.parameters);
  return text === '' ? ' ' : ` ${text} `;
}

/** Parameters without a description of their own: `key=value` pairs. */
function parametersText(parameters: unknown): string {
  if (typeof parameters !== 'object' || parameters === null) return '';
  return Object.entries(parameters)
    .map(([key, value]) =>
      value instanceof Expr
        ? formulaText(value)
        : `${key}=${Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'object' ? '{…}' : String(value)}`,
    )
    .join(' ');
}

const shown = 4;
function constantText(data: ArrayLike<number>): string {
  const numbers = Array.from({ length: Math.min(shown, data.length) }, (_, i) => Number(data[i]!.toPrecision(6)));
  return data.length === 1 ? String(numbers[0]) : `[${numbers.join(', ')}${data.length > shown ? ', …' : ''}]`;
}
