import { emptyArray, sizeOf, type ArrayData } from '@chainrule/core';
import type { Operations, Program, Register } from '@chainrule/program';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../../packages/export/src/flat/flatten.js';
import { place, type PlacedProgram } from '../../../packages/export/src/placement/place.js';
import { signatureOf, type Signature } from '../../../packages/export/src/record/signature.js';
import { primitives } from '../../../packages/tensor/src/primitives/table.js';
import { trace } from '@chainrule/tensor';
import { exported, models } from '../../evidence/export/models.js';

const operations: Operations = new Map(Object.values(primitives).map((primitive) => [primitive.name, primitive as never]));

/** Elements from one place to another along an axis. */
function part({ dtype, shape, data }: ArrayData, axis: number, from: number, to: number): ArrayData {
  const made = emptyArray(dtype, shape.with(axis, to - from));
  const [rows, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
  for (let row = 0; row < rows; row++)
    made.data.set(data.subarray((row * shape[axis]! + from) * inner, (row * shape[axis]! + to) * inner), row * (to - from) * inner);
  return made;
}

/** Runs what every process does, with reference values, in step with the others; shares are the numbers of their examples. */
function runPlaced(
  program: Program,
  placed: PlacedProgram,
  { inputs, batchSize }: Signature,
  given: readonly ArrayData[],
  shares: readonly number[],
) {
  const starts = shares.map((_, rank) => shares.slice(0, rank).reduce((a, b) => a + b, 0));
  const own = (value: ArrayData, axis: number, rank: number): ArrayData => {
    const each = value.shape[axis]! / batchSize;
    return part(value, axis, starts[rank]! * each, (starts[rank]! + shares[rank]!) * each);
  };
  const registers = shares.map((_, rank) => {
    const known: ArrayData[] = [];
    for (const { register, value } of program.constants) known[register] = value;
    inputs.forEach(({ role, register }, i) => (known[register] = role === 'batch' ? own(given[i]!, 0, rank) : given[i]!));
    return known;
  });
  const localShape = (register: Register, rank: number): number[] => {
    const placement = placed.placements[register]!;
    return placed.types[register]!.shape.map((size, axis) =>
      placement.kind === 'split' && placement.axis === axis ? (size / batchSize) * shares[rank]! : size,
    );
  };
  let exchanges = 0;
  for (const action of placed.actions) {
    if (action.kind === 'own') registers.forEach((known, rank) => (known[action.to] = own(known[action.from]!, action.axis, rank)));
    if (action.kind === 'reduce') {
      exchanges++;
      for (const { from, to } of action.sums) {
        const sum = emptyArray(placed.types[from]!.dtype, placed.types[from]!.shape);
        for (const known of registers) known[from]!.data.forEach((x, i) => (sum.data[i]! += x));
        for (const known of registers) known[to] = sum;
      }
    }
    if (action.kind === 'compute')
      registers.forEach((known, rank) => {
        const { operation, inputs: from, outputs, parameters } = action.instruction;
        const [output] = outputs as [Register];
        const shape = localShape(output, rank);
        const local = { ...(parameters as object), shape, counts: shape };
        const type = { dtype: placed.types[output]!.dtype, shape };
        [known[output]] = operations.get(operation)!.value(
          from.map((register) => known[register]!),
          local,
          [type],
        ) as [ArrayData];
      });
  }
  return { outputs: registers.map((known) => placed.outputs.map((register) => known[register]!)), exchanges };
}

describe.each(models('float64').map((model) => [model.name, model] as const))('%s', (name, model) => {
  const size = 7;
  const { step, parameters, state, hyper, batches, record } = exported(model, 1, size);
  const recording = record();
  const program = flatten(trace(step, parameters, state, batches[0]!, hyper(0)));
  const signature = signatureOf(program, recording);
  const placed = place(program, signature);
  const [first] = recording.steps;
  const given = [...recording.parameters, ...recording.state, ...first!.batch, ...first!.hyper].map(({ value }) => value);
  const expected = recording.order.flatMap((role) => first![role]);

  test.each([[[7]], [[3, 4]], [[1, 5, 1]]])('divided %j it gives the same', (shares) => {
    const { outputs } = runPlaced(program, placed, signature, given, shares);
    for (const own of outputs)
      own.forEach(({ data, shape }, i) => {
        const { name: what, value } = expected[i]!;
        expect(shape, what).toEqual(value.shape);
        data.forEach((x, at) => {
          expect(Math.abs(x - value.data[at]!), `${what} ${at}`).toBeLessThan(1e-13 * (1 + Math.abs(x)));
        });
      });
  });

  test('processes exchange what they must', () => {
    // The gradients, after how many labels count; batch normalisation has to know the whole batch, too: its mean, its variance, and both
    // again on the way back, for each of two layers.
    const { exchanges } = runPlaced(program, placed, signature, given, [3, 4]);
    expect(exchanges).toBe({ 'cnn-batchnorm': 9, recommender: 1 }[name] ?? 2);
  });
});
