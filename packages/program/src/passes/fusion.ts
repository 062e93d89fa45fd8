import { Expr, substitute, variablesOf } from '@chainrule/core';
import { formula, inputVariable, type FormulaParameters } from '../operations/formula.js';
import { withoutNoise } from '../operations/identities.js';
import type { Instruction, Program, Register } from '../program.js';
import { sameType } from '../type.js';
import type { Pass } from './pass.js';

/** A formula in the making: its inputs, and itself with `%register` for each of them. */
interface Fused {
  readonly inputs: readonly Register[];
  readonly formula: Expr;
}

/**
 * Merges formulas into the one formula that reads them, so that a chain of elementwise functions runs over memory once.
 * Only where both have the same type: nothing is computed more often than before. A formula without inputs stays, for in another
 * formula its number would not be rounded to its element type.
 *
 * @example
 * ```ts
 * import { formula, fusion } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * const [double, type] = [program.instructions[0]!, program.types[0]!];
 * const chain = { ...program, types: [type, type, type], instructions: [double, { ...double, inputs: [1], outputs: [2] }], outputs: [2] };
 * fusion(chain, new Map([['formula', formula]])).instructions.length; // → 1
 * ```
 */
export const fusion: Pass = (program) => {
  const absorbed = absorbedRegisters(program);
  const fused = new Map<Register, Fused>();
  const instructions = program.instructions.flatMap((instruction) => {
    if (instruction.operation !== formula.name) return instruction;
    const merged = merge(instruction, (register) => (absorbed.has(register) ? fused.get(register) : undefined));
    const output = instruction.outputs[0]!;
    fused.set(output, merged);
    return absorbed.has(output) ? [] : { ...instruction, inputs: merged.inputs, parameters: numbered(merged) };
  });
  return { ...program, instructions };
};

/** Results of formulas that are read, all of them, inside of one formula in the making of the same type. */
function absorbedRegisters({ instructions, outputs, types }: Program): Set<Register> {
  /** The instructions that every register's readers end up in; `undefined` stands for being an output. */
  const ends = new Map<Register, Set<Instruction | undefined>>(outputs.map((register) => [register, new Set([undefined])]));
  const absorbed = new Set<Register>();
  for (const maker of instructions.toReversed()) {
    const output = maker.outputs[0]!;
    const [end, ...others] = ends.get(output) ?? [];
    const alone = maker.operation === formula.name && end?.operation === formula.name && others.length === 0;
    const joins =
      alone && sameType(types[output]!, types[end.outputs[0]!]!) && variablesOf((maker.parameters as FormulaParameters).formula).length > 0;
    if (joins) absorbed.add(output);
    for (const register of maker.inputs) ends.set(register, (ends.get(register) ?? new Set()).add(joins ? end : maker));
  }
  return absorbed;
}

const registerVariable = (register: Register): Expr => Expr.variable(`%${register}`);

/** An instruction's formula with the formulas of absorbed inputs written into it. */
function merge({ inputs, parameters }: Instruction, fusedOf: (register: Register) => Fused | undefined): Fused {
  return {
    inputs: [...new Set(inputs.flatMap((register) => fusedOf(register)?.inputs ?? [register]))],
    formula: substitute(
      (parameters as FormulaParameters).formula,
      Object.fromEntries(inputs.map((register, i) => [`#${i}`, fusedOf(register)?.formula ?? registerVariable(register)])),
    ),
  };
}

/** The formula in terms of the places of its inputs. */
const numbered = ({ inputs, formula: merged }: Fused): FormulaParameters => ({
  formula: withoutNoise(substitute(merged, Object.fromEntries(inputs.map((register, i) => [`%${register}`, inputVariable(i)])))),
});
