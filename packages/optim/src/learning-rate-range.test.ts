import { key, normal } from '@chainrule/core';
import { expect, test } from 'vitest';
import { learningRateRange } from './learning-rate-range.js';

const bowl = (curvature: number, noise = 0) => {
  let [x, i] = [1, 0];
  const jumps = normal(key(4), [1000]).data;
  return (rate: number) => {
    const loss = (curvature * x * x) / 2;
    x -= rate * (curvature * x + noise * jumps[i++]!);
    return loss;
  };
};

test.each([
  [1, 0],
  [100, 0],
  [0.01, 0],
  [1, 0.05],
])('of curvature %d, noise %d: the loss breaks out beyond the largest safe rate, and the suggestion is below it', (curvature, noise) => {
  const { rates, losses, suggestion, divergesAt } = learningRateRange({
    step: bowl(curvature, noise),
    from: 1e-5 / curvature,
    to: 1e4 / curvature,
    count: 200,
  });
  expect(divergesAt).toBeGreaterThan(2 / curvature);
  expect(divergesAt).toBeLessThan(200 / curvature);
  expect(suggestion).toBeLessThan(2 / curvature);
  expect(suggestion).toBeGreaterThan(1e-3 / curvature);
  expect(rates.length).toBe(losses.length);
  expect(rates.at(-1)).toBe(divergesAt);
});

test('a loss that does not depend on the rate suggests nothing', () => {
  const { suggestion, divergesAt, rates } = learningRateRange({ step: () => 1, from: 0.1, to: 1, count: 10 });
  expect([suggestion, divergesAt, rates.length]).toEqual([NaN, Infinity, 10]);
});

test('NaN ends it', () => {
  expect(learningRateRange({ step: (rate) => (rate > 1 ? NaN : 1), from: 0.1, to: 10, count: 21 }).divergesAt).toBeCloseTo(1.2589, 3);
});

test.each([
  ['from', { from: 0, to: 1, count: 5 }],
  ['to', { from: 1, to: 0.5, count: 5 }],
  ['count', { from: 0.1, to: 0.5, count: 2.5 }],
])('%s out of range is refused', (name, options) => {
  expect(() => learningRateRange({ step: () => 1, ...options })).toThrow(`${name} is`);
});
