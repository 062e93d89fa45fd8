import { emptyArray, type ArrayData } from '@chainrule/core';
import type { Sample } from '../sample.js';

/** The array with some elements zero. */
function zeroAt(x: ArrayData, ...places: readonly number[]): ArrayData {
  const made = emptyArray(x.dtype, x.shape);
  made.data.set(x.data);
  for (const place of places) made.data[place] = 0;
  return made;
}

/** Samples of reductions, running sums, orders and indices. */
export const reductions = {
  sum: [
    { parameters: { axes: [0, 2], keepDims: false }, inputs: (draw) => [draw.real([2, 3, 4])] },
    { parameters: { axes: [1], keepDims: true }, inputs: (draw) => [draw.real([2, 3])] },
    { parameters: { axes: [0], keepDims: false }, inputs: (draw) => [draw.truth([4, 2])] },
    { parameters: { axes: [0], keepDims: false }, inputs: (draw) => [draw.real([0, 2])] },
  ],
  extreme: [
    { parameters: { which: 'max', axes: [1], keepDims: false }, inputs: (draw) => [draw.distinct([2, 3, 2])] },
    { parameters: { which: 'min', axes: [0, 1], keepDims: true }, inputs: (draw) => [draw.distinct([2, 3])] },
    { parameters: { which: 'max', axes: [0], keepDims: false }, inputs: (draw) => [draw.truth([3, 2])] },
  ],
  firstEqual: [{ parameters: { axes: [1], keepDims: false }, inputs: (draw) => [draw.integers([2, 4], 3), draw.integers([2, 1], 3)] }],
  product: [
    { parameters: { axes: [1], keepDims: false }, inputs: (draw) => [draw.real([2, 4])] },
    { parameters: { axes: [0, 2], keepDims: true }, inputs: (draw) => [draw.real([2, 2, 2])] },
    { parameters: { axes: [0], keepDims: false }, inputs: (draw) => [zeroAt(draw.real([4, 2]), 3, 4)] },
    { parameters: { axes: [0], keepDims: false }, inputs: (draw) => [zeroAt(draw.real([4]), 1, 2)] },
    { parameters: { axes: [0], keepDims: false }, inputs: (draw) => [draw.real([0, 2])] },
  ],
  cumulativeSum: [
    { parameters: { axis: 1, reverse: false }, inputs: (draw) => [draw.real([2, 4, 2])] },
    { parameters: { axis: 0, reverse: true }, inputs: (draw) => [draw.real([3])] },
    { parameters: { axis: 0, reverse: false }, inputs: (draw) => [draw.truth([3, 2])] },
  ],
  cumulativeProduct: [
    { parameters: { axis: 1, reverse: false }, inputs: (draw) => [draw.real([2, 4])] },
    { parameters: { axis: 0, reverse: true }, inputs: (draw) => [draw.real([3, 2])] },
    { parameters: { axis: 0, reverse: false }, inputs: (draw) => [zeroAt(draw.real([4]), 1, 2)] },
  ],
  recurrence: [
    { parameters: { axis: 1, reverse: false }, inputs: (draw) => [draw.real([2, 4]), draw.real([2, 4])] },
    { parameters: { axis: 0, reverse: true }, inputs: (draw) => [draw.real([3, 2]), draw.real([3, 2])] },
  ],
  argsort: [
    { parameters: { axis: 1, descending: false }, inputs: (draw) => [draw.distinct([2, 4, 2])] },
    { parameters: { axis: 0, descending: true }, inputs: (draw) => [draw.integers([5], 3)] },
  ],
  argExtreme: [
    { parameters: { which: 'max', axis: 1 }, inputs: (draw) => [draw.distinct([2, 4, 2])] },
    { parameters: { which: 'min', axis: 0 }, inputs: (draw) => [draw.integers([5], 3)] },
  ],
  oneHot: [{ parameters: { depth: 4, dtype: 'float64' }, inputs: (draw) => [draw.integers([2, 3], 4)] }],
  lastWriter: [{ parameters: { rows: 4 }, inputs: (draw) => [draw.integers([2, 3], 4)] }],
} as const satisfies Record<string, readonly Sample[]>;
