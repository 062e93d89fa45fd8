import type { Constant, Instruction, Program, Register } from '@chainrule/program';
import { refuse } from '../refusal.js';
import { expansions } from './expansions.js';

/** A program in the making: types of the registers, and the instructions so far. */
export class Draft {
  readonly types: Program['types'][number][];
  readonly constants: Constant[];
  readonly instructions: Instruction[] = [];
  constructor({ types, constants }: Program) {
    this.types = [...types];
    this.constants = [...constants];
  }
  /** The result of one more operation. */
  add(operation: string, inputs: readonly Register[], parameters: unknown, type: Program['types'][number], from: Instruction): Register {
    const register = this.types.push(type) - 1;
    this.instructions.push({ operation, inputs, outputs: [register], parameters, ...(from.site !== undefined && { site: from.site }) });
    if (this.instructions.length > mostInstructions)
      refuse('another engine', from, `written out, the program has more than ${mostInstructions} instructions`, 'shorten the scan');
    return register;
  }
  /** The outputs of a program for these inputs, its instructions written here. */
  inline(program: Program, inputs: readonly Register[], from: Instruction): Register[] {
    const registers = new Map(program.inputs.map((register, i) => [register, inputs[i]!]));
    for (const { register, value } of program.constants) {
      const own = this.types.push(program.types[register]!) - 1;
      registers.set(register, own);
      this.constants.push({ register: own, value });
    }
    for (const instruction of program.instructions) {
      const { site = from.site, ...rest } = instruction;
      const moved = { ...rest, inputs: rest.inputs.map((register) => registers.get(register)!), ...(site !== undefined && { site }) };
      this.write(moved, program.types).forEach((register, i) => registers.set(instruction.outputs[i]!, register));
    }
    return program.outputs.map((register) => registers.get(register)!);
  }
  /** The results of an instruction whose inputs are here already; what only transforms is expanded. */
  write(instruction: Instruction, types: Program['types']): readonly Register[] {
    const expand = expansions[instruction.operation];
    if (expand !== undefined) return expand(this, instruction);
    const outputs = instruction.outputs.map((register) => this.types.push(types[register]!) - 1);
    this.instructions.push({ ...instruction, outputs });
    return outputs;
  }
}
const mostInstructions = 100_000;

/**
 * The program without what only transforms functions: a checkpoint's body is written out, a scan's once for every round, both branches
 * of a condition, one of which is chosen; barriers and custom derivatives are gone.
 */
export function flatten(program: Program): Program {
  const draft = new Draft(program);
  const moved = new Map<Register, Register>();
  for (const instruction of program.instructions) {
    const inputs = instruction.inputs.map((register) => moved.get(register) ?? register);
    draft.write({ ...instruction, inputs }, program.types).forEach((register, i) => moved.set(instruction.outputs[i]!, register));
  }
  return {
    types: draft.types,
    inputs: program.inputs,
    constants: draft.constants,
    instructions: draft.instructions,
    outputs: program.outputs.map((register) => moved.get(register) ?? register),
  };
}
