import type { Sample } from '../sample.js';

/** Samples of random numbers and keys. */
export const randomness = {
  randomBits: [
    { parameters: { count: 5 }, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32')] },
    { parameters: { count: 2 }, inputs: (draw) => [draw.integers([3, 2], 2 ** 32, 'uint32')] },
  ],
  randomNormal: [
    { parameters: { count: 3, dtype: 'float32' }, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32')] },
    { parameters: { count: 2, dtype: 'float64' }, inputs: (draw) => [draw.integers([3, 2], 2 ** 32, 'uint32')] },
  ],
  splitKeys: [{ parameters: { count: 3 }, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32')] }],
  foldInKeys: [
    { parameters: { place: 'dropout' }, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32')] },
    { parameters: { place: -3 }, inputs: (draw) => [draw.integers([3, 2], 2 ** 32, 'uint32')] },
    { parameters: {}, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32'), draw.integers([1], 1000)] },
    { parameters: {}, inputs: (draw) => [draw.integers([2], 2 ** 32, 'uint32'), draw.integers([4, 1], 1000)] },
  ],
} as const satisfies Record<string, readonly Sample[]>;
