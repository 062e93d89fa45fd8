import { ChainruleError } from '@chainrule/core';
import type { Instruction, Program, Register, Type } from '@chainrule/program';
import { refuse } from '../refusal.js';
import type { Signature } from '../record/signature.js';
import { partial, split, whole, type Action, type Placement } from './placement.js';
import { rules } from './rules.js';

/** A program whose batch is divided among processes: what each does, in order. Types are those of the whole values. */
export interface PlacedProgram {
  readonly types: readonly Type[];
  readonly placements: readonly Placement[];
  readonly actions: readonly Action[];
  readonly outputs: readonly Register[];
}

/** Linear operations of one input that no process needs the whole value for. */
const passesPartial = new Set(['transpose', 'reshape', 'sum']);

/**
 * Divides a step's batch among processes: every process computes with its examples, and sums over the examples become sums over
 * processes as late as they can be, those that wait for nothing but their own examples together in one exchange. Exact for any division,
 * even or not, because the program computes with the size of the whole batch.
 *
 * Throws `unsupported`, naming the operation and its line, where examples meet in any other way.
 */
export function place(program: Program, { inputs, batchSize }: Signature): PlacedProgram {
  const types = [...program.types];
  const placements: Placement[] = types.map(() => whole);
  const levels: number[] = types.map(() => 0);
  for (const { role, register } of inputs) if (role === 'batch') placements[register] = split(0);
  const stages: Action[][] = [];
  const sums: { from: Register; to: Register }[][] = [];
  const at = <T>(lists: T[][], level: number): T[] => {
    while (lists.length <= level) lists.push([]);
    return lists[level]!;
  };
  const like = (register: Register, placement: Placement, level: number): Register => {
    placements.push(placement);
    levels.push(level);
    return types.push(types[register]!) - 1;
  };
  const reduced = new Map<Register, Register>();
  const reduce = (register: Register): Register => {
    if (placements[register]!.kind !== 'partial') return register;
    const known = reduced.get(register);
    if (known !== undefined) return known;
    const to = like(register, whole, levels[register]! + 1);
    at(sums, levels[register]!).push({ from: register, to });
    reduced.set(register, to);
    return to;
  };
  const parts = new Map<string, Register>();
  const own = (from: Register, axis: number): Register => {
    const key = `${from} ${axis}`;
    const known = parts.get(key);
    if (known !== undefined) return known;
    const to = like(from, split(axis), levels[from]!);
    at(stages, levels[from]!).push({ kind: 'own', from, to, axis });
    parts.set(key, to);
    return to;
  };
  for (const instruction of program.instructions) {
    const isPassed = passesPartial.has(instruction.operation) && placements[instruction.inputs[0]!]!.kind === 'partial';
    const needed = isPassed ? instruction.inputs : instruction.inputs.map(reduce);
    const outcome = isPassed ? { output: partial } : outcomeOf({ ...instruction, inputs: needed }, placements, types, batchSize);
    const ready = needed.map((register, i) => {
      const axis = outcome.own?.get(i);
      return axis === undefined ? register : own(register, axis);
    });
    const level = Math.max(0, ...ready.map((register) => levels[register]!));
    for (const output of instruction.outputs) [placements[output], levels[output]] = [outcome.output, level];
    at(stages, level).push({ kind: 'compute', instruction: { ...instruction, inputs: ready } });
  }
  const outputs = program.outputs.map(reduce);
  refuseSplitOutputs(outputs, placements);
  const actions = Array.from({ length: Math.max(stages.length, sums.length) }, (_, level): Action[] => [
    ...(stages[level] ?? []),
    ...((sums[level]?.length ?? 0) > 0 ? [{ kind: 'reduce', sums: sums[level]! } as const] : []),
  ]).flat();
  return { types, placements, actions, outputs };
}

function outcomeOf(
  instruction: Instruction,
  placements: readonly Placement[],
  types: readonly Type[],
  size: number,
): { readonly output: Placement; readonly own?: ReadonlyMap<number, number> } {
  const inputs = instruction.inputs.map((register) => placements[register]!);
  if (inputs.every(({ kind }) => kind === 'whole')) return { output: whole };
  const output = types[instruction.outputs[0]!]!;
  const found = rules[instruction.operation]?.({
    instruction,
    inputs,
    types: instruction.inputs.map((register) => types[register]!),
    output,
    size,
  });
  return (
    found ??
    refuse(
      'several processes',
      instruction,
      'it needs examples that are at other processes',
      'keep the examples apart, and give sums and means over them',
    )
  );
}

function refuseSplitOutputs(outputs: readonly Register[], placements: readonly Placement[]): void {
  if (outputs.every((register) => placements[register]!.kind === 'whole')) return;
  throw new ChainruleError('unsupported', 'a result of the step has a value of its own for every example', {
    operation: 'export',
    hint: 'give sums and means over the batch: { loss, gradients, parameters, state }',
  });
}
