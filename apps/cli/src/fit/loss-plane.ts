import { ndarray } from '@chainrule/core';
import { tensor } from '@chainrule/tensor';
import type { Grid } from '@chainrule/viz';
import type { Point } from './descent.js';
import type { Rows } from './train.js';

/** Which parameter: the index of a weight, or the intercept. */
export type ParameterIndex = number | 'intercept';

export const valueAt = (point: Point, index: ParameterIndex): number => (index === 'intercept' ? point.intercept : point.weights[index]!);

const side = 40;
const mostRows = 5000;

/** The loss over a plane of two parameters, the others as they are at a point; a line of the grid is computed at once. */
export function lossPlane(
  rows: Rows,
  point: Point,
  across: ParameterIndex,
  up: ParameterIndex,
  x: readonly [number, number],
  y: readonly [number, number],
): Grid {
  const [count, features] = rows.features.shape as [number, number];
  const some = ndarray(
    Int32Array.from({ length: Math.min(count, mostRows) }, (_, i) => Math.floor((i * count) / Math.min(count, mostRows))),
  );
  const inputs = tensor(rows.features.take(some));
  const target = tensor(rows.target.take(some).reshape([-1, 1]));
  const values = new Float64Array(side * side);
  for (let i = 0; i < side; i++) {
    const weights = new Float64Array(features * side);
    const intercepts = new Float64Array(side).fill(point.intercept);
    point.weights.forEach((w, k) => weights.fill(w, k * side, (k + 1) * side));
    const put = (index: ParameterIndex, j: number, value: number): number =>
      index === 'intercept' ? (intercepts[j] = value) : (weights[index * side + j] = value);
    for (let j = 0; j < side; j++) {
      put(across, j, x[0] + ((x[1] - x[0]) * j) / (side - 1));
      put(up, j, y[0] + ((y[1] - y[0]) * i) / (side - 1));
    }
    const errors = inputs
      .matmul(tensor(weights, { shape: [features, side] }))
      .add(tensor(intercepts))
      .sub(target);
    values.set(errors.pow(2).mean(0).dataSync(), i * side);
  }
  return { x, y, columns: side, rows: side, values };
}

/** A range that holds all of these with a margin. */
export function rangeAround(numbers: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = 0.3 * (high - low || Math.abs(high) || 1);
  return [low - margin, high + margin];
}
