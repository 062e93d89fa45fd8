import { ChainruleError, emptyArray, kernels, shapeText, stridesOf, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { withBatch } from './batch.js';

/** Along every axis the elements start, start + step, …, `count` of them. Steps may be negative, not zero. */
export interface Slicing {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
}

/** Evenly spaced elements along every axis: slices, reversals and diagonals are this one operation. */
export const slice: Primitive<Slicing> = definePrimitive({
  name: 'slice',
  linearity: 'joint',
  type: ([x], slicing) => {
    refuseOutside('slice', slicing, x!.shape);
    return { dtype: x!.dtype, shape: slicing.counts };
  },
  value: ([x], slicing, type) => {
    const picked = emptyArray(type.dtype, type.shape);
    const { rows, count, step } = rowsOf(slicing, x!.shape);
    for (let row = 0, at = 0; row < rows.length; row++)
      for (let i = 0, from = rows[row]!; i < count; i++, from += step) picked.data[at++] = x!.data[from]!;
    return picked;
  },
  transpose: (_, g, [x], { starts, steps }) => g.bind(embed, [g], { starts, steps, shape: x!.shape }),
  batch: ([x], [axis], { starts, steps, counts }, size) => [
    x!.bind(slice, [x!], {
      starts: withBatch(starts, axis!, 0),
      steps: withBatch(steps, axis!, 1),
      counts: withBatch(counts, axis!, size),
    }),
    axis!,
  ],
  describe: ({ starts, steps, counts }) => `[${starts.map((start, axis) => `${start}+${counts[axis]!}·${steps[axis]!}`).join(', ')}]`,
});

export interface Embedding extends Omit<Slicing, 'counts'> {
  readonly shape: Shape;
}

/** The adjoint of `slice`: the elements put at their places among zeros. */
export const embed: Primitive<Embedding> = definePrimitive({
  name: 'embed',
  linearity: 'joint',
  type: ([x], { starts, steps, shape }) => {
    refuseOutside('embed', { starts, steps, counts: x!.shape }, shape);
    return { dtype: x!.dtype, shape };
  },
  value: ([x], { starts, steps }, type) => {
    const filled = emptyArray(type.dtype, type.shape);
    const { rows, count, step } = rowsOf({ starts, steps, counts: x!.shape }, type.shape);
    for (let row = 0, at = 0; row < rows.length; row++)
      for (let i = 0, to = rows[row]!; i < count; i++, to += step) filled.data[to] = x!.data[at++]!;
    return filled;
  },
  transpose: (_, g, [x], { starts, steps }) => g.bind(slice, [g], { starts, steps, counts: x!.shape }),
  batch: ([x], [axis], { starts, steps, shape }, size) => [
    x!.bind(embed, [x!], { starts: withBatch(starts, axis!, 0), steps: withBatch(steps, axis!, 1), shape: withBatch(shape, axis!, size) }),
    axis!,
  ],
});

/** All of a value, but along one axis only the given elements. */
export const along = (shape: Shape, axis: number, start: number, count: number, step = 1): Slicing => ({
  starts: shape.map((_, i) => (i === axis ? start : 0)),
  steps: shape.map((_, i) => (i === axis ? step : 1)),
  counts: shape.map((n, i) => (i === axis ? count : n)),
});

/** Where in the data the elements lie: rows along the last axis begin at these places and go on in steps. */
function rowsOf(
  { starts, steps, counts }: Slicing,
  shape: Shape,
): { readonly rows: Int32Array; readonly count: number; readonly step: number } {
  const strides = stridesOf(shape);
  const start = starts.reduce((sum, at, axis) => sum + at * strides[axis]!, 0);
  const rows = kernels.stridedOffsets(
    strides.slice(0, -1).map((stride, axis) => stride * steps[axis]!),
    counts.slice(0, -1),
  );
  return { rows: rows.map((row) => row + start), count: counts.at(-1) ?? 1, step: steps.at(-1) ?? 1 };
}

function refuseOutside(operation: string, { starts, steps, counts }: Slicing, shape: Shape): void {
  if (starts.length !== shape.length || steps.length !== shape.length || counts.length !== shape.length)
    throw new ChainruleError(
      'shape',
      `${starts.length} starts, ${steps.length} steps and ${counts.length} counts for the axes of ${shapeText(shape)}`,
      { operation },
    );
  shape.forEach((size, axis) => {
    const [start, step, count] = [starts[axis]!, steps[axis]!, counts[axis]!];
    if (![start, step, count].every(Number.isInteger) || step === 0 || count < 0)
      throw new ChainruleError('argument', `start ${start}, step ${step} and count ${count} along axis ${axis}`, {
        operation,
        hint: 'they are integers, the step not 0, the count not negative',
      });
    const last = start + (count - 1) * step;
    if (count > 0 && (Math.min(start, last) < 0 || Math.max(start, last) >= size))
      throw new ChainruleError('index', `elements ${start} to ${last} are not all inside axis ${axis} of ${shapeText(shape)}`, {
        operation,
      });
  });
}
