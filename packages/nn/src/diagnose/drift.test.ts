import { key, normal } from '@chainrule/core';
import { expect, test } from 'vitest';
import { driftOf, jointDrift } from './drift.js';

/** e to a random walk. */
const walk = (seed: number, drift: number, spread: number, length: number): number[] => {
  let log = 0;
  return Array.from(normal(key(seed), [length]).data, (step) => Math.exp((log += drift + spread * step)));
};

test('a walk without drift is hardly ever said to drift: the interval is of 99 %', () => {
  for (const [length, spread] of [
    [5, 1],
    [20, 0.1],
    [60, 3],
  ] as const) {
    // prettier-ignore
    const alarms = Array.from({ length: 600 }, (_, seed) => driftOf(walk(seed, 0, spread, length))).filter(({ total }) => total !== 0);
    expect(alarms.length).toBeLessThan(15); // 6 expected
  }
});

test('a drift is found, with an interval that holds it', () => {
  const found = Array.from({ length: 300 }, (_, seed) => driftOf(walk(seed, -0.7, 0.2, 20)));
  expect(found.every(({ total }) => total < 0)).toBe(true);
  expect(found.filter(({ interval: [low, high] }) => low <= -0.7 && -0.7 <= high).length).toBeGreaterThan(290);
});

test('what has vanished altogether counts as the smallest number', () => {
  expect(driftOf([1, 1e-100, 1e-200, 0, 0]).perLayer).toBeLessThan(-100);
  expect(driftOf([3]).total).toBe(0);
});

test('together: hardly ever a drift where there is none, and one that either alone leaves in doubt', () => {
  const pairs = (drift: number): number[] =>
    Array.from({ length: 600 }, (_, i) => jointDrift(walk(i, drift, 0.3, 10), walk(1000 + i, -drift, 0.3, 10)));
  expect(pairs(0).filter((total) => total !== 0).length).toBeLessThan(15); // at most 6 expected
  // Both fall by 0.4 a layer, forward and backward.
  const found = pairs(-0.4).filter((total) => total !== 0).length;
  const alone = Array.from({ length: 600 }, (_, i) => driftOf(walk(i, -0.4, 0.3, 10))).filter(({ total }) => total !== 0).length;
  expect(found).toBeGreaterThan(1.2 * alone);
  expect(jointDrift(walk(0, -0.7, 0, 10), walk(0, 0.7, 0, 10))).toBeCloseTo(2 * 0.7 * 9, 9);
});
