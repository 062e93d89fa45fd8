import { where } from '@chainrule/core';
import { inputVariable, type Instruction, type Program, type Register } from '@chainrule/program';
import type { Draft } from './flatten.js';

/** What checkpoint, scan and cond hold: a program beside its operations. */
interface Subprogram {
  readonly program: Program;
}

interface Loop {
  readonly body: Subprogram;
  readonly carries: number;
  readonly sequences: number;
  readonly length: number;
  readonly reverse: boolean;
}

type Expansion = (draft: Draft, instruction: Instruction) => readonly Register[];

/** The results are these inputs. */
const same: Expansion = (_, { inputs, outputs }) => inputs.slice(inputs.length - outputs.length);

/** What is no computation of its own, by name: how it is written with other operations. */
export const expansions: Readonly<Record<string, Expansion | undefined>> = {
  alias: same,
  barrier: same,
  stopGradient: same,
  customJvp: same,
  customVjp: same,
  checkpoint: (draft, instruction) =>
    draft.inline((instruction.parameters as { body: Subprogram }).body.program, instruction.inputs, instruction),
  scan: unrolled,
  cond: (draft, instruction) => {
    const { yes, no } = instruction.parameters as { yes: Subprogram; no: Subprogram };
    const [predicate, ...operands] = instruction.inputs as [Register, ...Register[]];
    const [a, b] = [yes, no].map(({ program }) => draft.inline(program, operands, instruction)) as [Register[], Register[]];
    const formula = where.of(inputVariable(0), inputVariable(1), inputVariable(2));
    return a.map((register, i) => draft.add('formula', [predicate, register, b[i]!], { formula }, draft.types[register]!, instruction));
  },
};

/** A loop's rounds, one after the other. */
function unrolled(draft: Draft, instruction: Instruction): Register[] {
  const { body, carries, sequences, length, reverse } = instruction.parameters as Loop;
  const { inputs, outputs } = instruction;
  const constants = inputs.slice(carries + sequences);
  let carry = inputs.slice(0, carries);
  const slices: Register[][] = [];
  for (let round = 0; round < length; round++) {
    const at = reverse ? length - 1 - round : round;
    const parts = inputs.slice(carries, carries + sequences).map((register) => sliceAt(draft, register, at, instruction));
    const results = draft.inline(body.program, [...carry, ...parts, ...constants], instruction);
    carry = results.slice(0, carries);
    slices[at] = results.slice(carries);
  }
  const stacked = outputs.slice(carries).map((_, k) =>
    stack(
      draft,
      slices.map((results) => results[k]!),
      instruction,
    ),
  );
  return [...carry, ...stacked];
}

function sliceAt(draft: Draft, register: Register, at: number, from: Instruction): Register {
  const { dtype, shape } = draft.types[register]!;
  const counts = shape.with(0, 1);
  const parameters = { starts: shape.map((_, axis) => (axis === 0 ? at : 0)), steps: shape.map(() => 1), counts };
  const slice = draft.add('slice', [register], parameters, { dtype, shape: counts }, from);
  return draft.add('reshape', [slice], { shape: shape.slice(1) }, { dtype, shape: shape.slice(1) }, from);
}

function stack(draft: Draft, parts: readonly Register[], from: Instruction): Register {
  const rows = parts.map((register) => {
    const { dtype, shape } = draft.types[register]!;
    return draft.add('reshape', [register], { shape: [1, ...shape] }, { dtype, shape: [1, ...shape] }, from);
  });
  const { dtype, shape } = draft.types[rows[0]!]!;
  return draft.add('concatenate', rows, { axis: 0 }, { dtype, shape: shape.with(0, rows.length) }, from);
}
