import type { Sample } from '../sample.js';

/** Samples of primitives that move numbers about. */
export const movement = {
  alias: [{ parameters: {}, inputs: (draw) => [draw.real([2, 3])] }],
  barrier: [{ parameters: {}, inputs: (draw) => [draw.real([2, 3])] }],
  stopGradient: [{ parameters: {}, inputs: (draw) => [draw.real([2, 3])] }],
  broadcast: [
    { parameters: { shape: [2, 3, 4] }, inputs: (draw) => [draw.real([3, 1])] },
    { parameters: { shape: [2, 3] }, inputs: (draw) => [draw.real([])] },
    { parameters: { shape: [2, 3] }, inputs: (draw) => [draw.truth([1, 3])] },
  ],
  cast: [
    { parameters: { dtype: 'float64' }, inputs: (draw) => [draw.real([3])] },
    { parameters: { dtype: 'int32' }, inputs: (draw) => [draw.real([2, 3])] },
    { parameters: { dtype: 'float32' }, inputs: (draw) => [draw.integers([3], 5)] },
    { parameters: { dtype: 'bool' }, inputs: (draw) => [draw.integers([3], 2)] },
  ],
  concatenate: [
    { parameters: { axis: 0 }, inputs: (draw) => [draw.real([2, 3]), draw.real([1, 3]), draw.real([3, 3])] },
    { parameters: { axis: 1 }, inputs: (draw) => [draw.real([2, 1, 2]), draw.real([2, 3, 2])] },
    { parameters: { axis: 0 }, inputs: (draw) => [draw.integers([2], 9)] },
  ],
  reshape: [
    { parameters: { shape: [3, 2] }, inputs: (draw) => [draw.real([2, 3])] },
    { parameters: { shape: [] }, inputs: (draw) => [draw.real([1, 1])] },
  ],
  transpose: [
    { parameters: { axes: [2, 0, 1] }, inputs: (draw) => [draw.real([2, 3, 4])] },
    { parameters: { axes: [] }, inputs: (draw) => [draw.real([])] },
  ],
  slice: [
    { parameters: { starts: [1, 3], steps: [2, -1], counts: [2, 3] }, inputs: (draw) => [draw.real([5, 4])] },
    { parameters: { starts: [0], steps: [1], counts: [0] }, inputs: (draw) => [draw.real([3])] },
    { parameters: { starts: [], steps: [], counts: [] }, inputs: (draw) => [draw.real([])] },
    { parameters: { starts: [1, 0], steps: [1, 2], counts: [1, 2] }, inputs: (draw) => [draw.truth([2, 3])] },
  ],
  embed: [
    { parameters: { starts: [1, 4], steps: [2, -2], shape: [5, 6] }, inputs: (draw) => [draw.real([2, 3])] },
    { parameters: { starts: [1], steps: [1], shape: [4] }, inputs: (draw) => [draw.integers([2], 9)] },
  ],
  take: [
    { parameters: {}, inputs: (draw) => [draw.real([4, 2]), draw.integers([3], 4)] },
    { parameters: {}, inputs: (draw) => [draw.real([4, 2, 3]), draw.integers([], 4)] },
    { parameters: {}, inputs: (draw) => [draw.real([4]), draw.integers([2, 3], 4)] },
    { parameters: { batch: 1 }, inputs: (draw) => [draw.real([2, 4, 2]), draw.integers([2, 3], 4)] },
    { parameters: { batch: 1 }, inputs: (draw) => [draw.real([1, 4, 2]), draw.integers([2, 3], 4)] },
  ],
  addRows: [
    { parameters: { rows: 4 }, inputs: (draw) => [draw.real([3, 2]), draw.integers([3], 4)] },
    { parameters: { rows: 3 }, inputs: (draw) => [draw.real([2, 3, 2]), draw.integers([2, 3], 3)] },
    { parameters: { rows: 4, batch: 1 }, inputs: (draw) => [draw.real([2, 3, 2]), draw.integers([1, 3], 4)] },
  ],
  takeAlong: [
    { parameters: { axis: -1 }, inputs: (draw) => [draw.real([2, 4]), draw.integers([2, 3], 4)] },
    { parameters: { axis: -2 }, inputs: (draw) => [draw.real([2, 4, 3]), draw.integers([2, 5, 1], 4)] },
    { parameters: { axis: -1 }, inputs: (draw) => [draw.real([4]), draw.integers([2, 3], 4)] },
  ],
  addAlong: [
    { parameters: { axis: -1, size: 4 }, inputs: (draw) => [draw.real([2, 3]), draw.integers([2, 3], 4)] },
    { parameters: { axis: -2, size: 4 }, inputs: (draw) => [draw.real([2, 3, 2]), draw.integers([3, 1], 4)] },
  ],
  dynamicSlice: [
    { parameters: { sizes: [2] }, inputs: (draw) => [draw.real([5, 3]), draw.integers([1], 4)] },
    { parameters: { sizes: [2, 1] }, inputs: (draw) => [draw.real([5, 3, 2]), draw.integers([2], 3)] },
    { parameters: { sizes: [2], batch: 1 }, inputs: (draw) => [draw.real([2, 5]), draw.integers([2, 1], 4)] },
  ],
  dynamicUpdateSlice: [
    { parameters: {}, inputs: (draw) => [draw.real([5, 3]), draw.real([2, 3]), draw.integers([1], 4)] },
    { parameters: {}, inputs: (draw) => [draw.real([4, 3, 2]), draw.real([2, 1, 2]), draw.integers([2], 3)] },
    { parameters: { batch: 1 }, inputs: (draw) => [draw.real([2, 5]), draw.real([1, 2]), draw.integers([2, 1], 4)] },
  ],
} as const satisfies Record<string, readonly Sample[]>;
