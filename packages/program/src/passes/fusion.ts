import { substitute, type Expr } from '@chainrule/core';
import { formula, inputVariable, type FormulaParameters } from '../operations/formula.js';
import { withoutNoise } from '../operations/identities.js';
import type { Instruction, Program, Register } from '../program.js';
import { sameType } from '../type.js';
import type { Pass } from './pass.js';

/**
 * Merges a formula into the one formula that reads it, so that a chain of elementwise functions runs over memory once.
 * Only where both have the same type: nothing is computed more often than before.
 */
export const fusion: Pass = (program) => {
  const uses = countUses(program);
  const made = new Map<Register, Instruction>();
  const fused = program.instructions.map((instruction) => {
    if (instruction.operation !== formula.name) return instruction;
    const merged = merge(instruction, (register) => {
      const maker = made.get(register);
      return uses.get(register) === 1 && maker && sameType(program.types[register]!, program.types[instruction.outputs[0]!]!)
        ? maker
        : undefined;
    });
    made.set(merged.outputs[0]!, merged);
    return merged;
  });
  const absorbed = new Set(
    program.instructions.flatMap(({ inputs }, i) => inputs.filter((register) => !fused[i]!.inputs.includes(register))),
  );
  return { ...program, instructions: fused.filter(({ outputs }) => !absorbed.has(outputs[0]!)) };
};

function countUses({ instructions, outputs }: Program): Map<Register, number> {
  const uses = new Map<Register, number>();
  for (const register of [...instructions.flatMap(({ inputs }) => inputs), ...outputs]) uses.set(register, (uses.get(register) ?? 0) + 1);
  return uses;
}

/** The instruction with the formulas of its makers written into its own. */
function merge(instruction: Instruction, makerOf: (register: Register) => Instruction | undefined): Instruction {
  const inputs: Register[] = [];
  const position = (register: Register): Expr => {
    if (!inputs.includes(register)) inputs.push(register);
    return inputVariable(inputs.indexOf(register));
  };
  const renamed = (of: Instruction, value: (register: Register) => Expr): Expr =>
    substitute(
      (of.parameters as FormulaParameters).formula,
      Object.fromEntries(of.inputs.map((register, i) => [`#${i}`, value(register)])),
    );
  const merged = renamed(instruction, (register) => {
    const maker = makerOf(register);
    return maker ? renamed(maker, position) : position(register);
  });
  return { ...instruction, inputs, parameters: { formula: withoutNoise(merged) } };
}
