import { ChainruleError, emptyArray, sizeOf, type ArrayData } from '@chainrule/core';
import { readArray, sameType, typeText, type Type } from '@chainrule/program';
import type { Primitive } from '../graph/primitive.js';
import { executable, outputTypes, traceSubprogram, type Subprogram } from '../graph/subprogram.js';
import { apply, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { linearized, transposedScan } from './scan-derivative.js';
import { batchScan } from './scan-batch.js';

/**
 * What one round of a scan is: the body takes carries, one slice of every sequence, and constants, in this order, and gives
 * the carries anew and one slice of every stacked result.
 */
export interface Loop {
  readonly body: Subprogram;
  readonly carries: number;
  readonly sequences: number;
  readonly length: number;
  /** From the last slice to the first. */
  readonly reverse: boolean;
  /** The inputs in which the whole loop is linear. */
  readonly linear: readonly number[];
}

const stackedType = ({ dtype, shape }: Type, length: number): Type => ({ dtype, shape: [length, ...shape] });

/** A body run over the slices of sequences, carrying values from round to round. */
export const scanPrimitive: Primitive<Loop> = {
  name: 'scan',
  linearity: 'joint',
  linearInputs: ({ linear }) => linear,
  types: (_, { body, carries, length }) => outputTypes(body).map((type, i) => (i < carries ? type : stackedType(type, length))),
  value: runLoop,
  jvp: (tangents, application) => linearized(scanPrimitive, tangents, application),
  transpose: (input, cotangents, application) => transposedScan(scanPrimitive, cotangents, application)[input],
  batch: (inputs, axes, loop, size) => batchScan(scanPrimitive, inputs, axes, loop, size),
  describe: ({ length, carries, sequences, reverse, body }) =>
    `${length} rounds${reverse ? ' backwards' : ''}, ${carries} carries, ${sequences} sequences, body of ${body.program.instructions.length} instructions`,
};

function runLoop(inputs: readonly ArrayData[], loop: Loop, types: readonly Type[]): ArrayData[] {
  const { body, carries, sequences, length, reverse } = loop;
  const run = executable(body);
  let carry = inputs.slice(0, carries);
  const xs = inputs.slice(carries, carries + sequences);
  const constants = inputs.slice(carries + sequences);
  const stacked = types.slice(carries).map(({ dtype, shape }) => emptyArray(dtype, shape));
  for (let round = 0; round < length; round++) {
    const at = reverse ? length - 1 - round : round;
    const results = run.run([...carry, ...xs.map((x) => sliceAt(x, at)), ...constants]).map(readArray);
    carry = results.slice(0, carries);
    results.slice(carries).forEach((slice, k) => {
      stacked[k]!.data.set(slice.data, at * slice.data.length);
    });
  }
  return [...carry, ...stacked];
}

function sliceAt({ dtype, shape, data }: ArrayData, at: number): ArrayData {
  const inner = shape.slice(1);
  const size = sizeOf(inner);
  return { dtype, shape: inner, data: data.subarray(at * size, (at + 1) * size) };
}

/** How a scan goes through its sequence. */
export interface ScanOptions {
  /** How many rounds, where there are no sequences to count. */
  readonly length?: number;
  /** From the last slice to the first. */
  readonly reverse?: boolean;
}

/**
 * A loop with a fixed number of rounds: `f(carry, x) → [carry, y]` over the slices of `xs` along their first axis. Gives the last
 * carry and the `y`s, stacked. Differentiable in both modes; carries keep their types.
 *
 * Throws `shape` when sequences differ in length or a carry changes its type.
 *
 * Source: the form is JAX's `lax.scan`.
 *
 * @example
 * ```ts
 * import { grad, scan, tensor, Tensor } from '@chainrule/tensor';
 * const total = (xs: Tensor) => scan((sum: Tensor, x: Tensor) => [sum.add(x), sum.mul(x)], tensor(0), xs)[0];
 * total(tensor([1, 2, 3])).item(); // → 6
 * grad(total)(tensor([1, 2, 3])).toString(); // → 'f32[3] [1, 1, 1]'
 * ```
 */
export function scan<C, X, Y>(f: (carry: C, x: X) => readonly [C, Y], init: C, xs: X, options: ScanOptions = {}): [C, Y] {
  const [initial, sequences] = [leavesOf(init, 'scan'), leavesOf(xs ?? [], 'scan')];
  const length = lengthOf(sequences.tensors, options.length);
  const carries = initial.tensors.length;
  let rebuild: ((leaves: readonly unknown[]) => Y) | undefined;
  const { body, captured } = traceSubprogram(
    (...args) => {
      const [carry, y] = f(initial.rebuild<C>(args.slice(0, carries)), sequences.rebuild<X>(args.slice(carries)));
      const [next, out] = [leavesOf(carry, 'scan'), leavesOf(y ?? [], 'scan')];
      rebuild = out.rebuild;
      refuseChangedCarry(initial.tensors, next.tensors);
      return [...next.tensors, ...out.tensors];
    },
    [...initial.tensors.map(({ type }) => type), ...sequences.tensors.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(1) }))],
  );
  const loop: Loop = { body, carries, sequences: sequences.tensors.length, length, reverse: options.reverse ?? false, linear: [] };
  const results = apply(scanPrimitive, [...initial.tensors, ...sequences.tensors, ...captured], loop);
  return [initial.rebuild<C>(results.slice(0, carries)), rebuild!(results.slice(carries))];
}

function lengthOf(sequences: readonly Tensor[], given: number | undefined): number {
  const lengths = sequences.map(({ shape }) => shape[0]);
  const length = given ?? lengths[0];
  if (length === undefined || !Number.isInteger(length) || length < 0)
    throw new ChainruleError('argument', 'there is nothing to count the rounds by', {
      operation: 'scan',
      hint: 'pass sequences with a first axis, or { length }',
    });
  const odd = lengths.findIndex((n) => n !== length);
  if (odd !== -1)
    throw new ChainruleError(
      'shape',
      `sequence ${odd} is ${typeText(sequences[odd]!.type)}, expected ${length} slices along its first axis`,
      { operation: 'scan' },
    );
  return length;
}

function refuseChangedCarry(before: readonly Tensor[], after: readonly Tensor[]): void {
  const at = before.findIndex((x, i) => after[i] === undefined || !sameType(x.type, after[i].type));
  if (at === -1 && before.length === after.length) return;
  throw new ChainruleError(
    'shape',
    `the carry goes in as ${before.map((x) => typeText(x.type)).join(', ')} and comes out as ${after.map((x) => typeText(x.type)).join(', ')}`,
    {
      operation: 'scan',
      hint: 'a carry keeps its shapes and element types; cast or reshape it at the end of the body',
    },
  );
}
