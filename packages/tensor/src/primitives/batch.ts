import type { BatchAxes } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';

/** The tensor with the batch axis first. */
export function batchFirst(x: Tensor, axis: number): Tensor {
  if (axis === 0) return x;
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return x.transpose([axis, ...others]);
}

/** Inputs made to broadcast with one batch axis in front: those that have it get it first, followed by ones up to the largest rank. */
export function alignBatch(inputs: readonly Tensor[], axes: BatchAxes): Tensor[] {
  const rank = Math.max(...inputs.map((x, i) => x.shape.length - (axes[i] === null ? 0 : 1)));
  return inputs.map((x, i) => {
    const axis = axes[i];
    if (axis === null || axis === undefined) return x;
    const [size, ...rest] = batchFirst(x, axis).shape;
    return batchFirst(x, axis).reshape([size!, ...Array<number>(rank - rest.length).fill(1), ...rest]);
  });
}

/** Every input with the batch axis first, those without one repeated: for rules that need all alike. */
export function allBatched(inputs: readonly Tensor[], axes: BatchAxes, size: number): Tensor[] {
  return inputs.map((x, i) => {
    const axis = axes[i];
    return axis === null || axis === undefined ? x.broadcastTo([size, ...x.shape]) : batchFirst(x, axis);
  });
}

/** A list of something per axis, with an entry for the batch axis put in. */
export const withBatch = <T>(perAxis: readonly T[], axis: number, entry: T): T[] => [
  ...perAxis.slice(0, axis),
  entry,
  ...perAxis.slice(axis),
];

/** Where an axis of one example is once the batch axis is put in. */
export const axisBeside = (axis: number, batchAxis: number): number => (axis < batchAxis ? axis : axis + 1);

/** Inputs with one more leading axis each: the batch axis first, or a 1 in its place, which is read again for every example. */
export const leadingBatch = (inputs: readonly Tensor[], axes: BatchAxes): Tensor[] =>
  inputs.map((x, i) => (axes[i] === null || axes[i] === undefined ? x.reshape([1, ...x.shape]) : batchFirst(x, axes[i])));
