import { key } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../data-set.js';
import { blobs } from './blobs.js';
import { circles } from './circles.js';
import { linearData } from './linear-data.js';
import { moons } from './moons.js';
import { ratings } from './ratings.js';
import { spirals } from './spirals.js';
import { xor } from './xor.js';

const generators: readonly [string, (seed: number) => DataSet, number][] = [
  ['linearData', (seed) => linearData(key(seed)), 100],
  ['spirals', (seed) => spirals(key(seed)), 300],
  ['moons', (seed) => moons(key(seed)), 200],
  ['circles', (seed) => circles(key(seed)), 200],
  ['xor', (seed) => xor(key(seed)), 200],
  ['blobs', (seed) => blobs(key(seed)), 200],
  ['ratings', (seed) => ratings(key(seed), { count: 500 }), 500],
];

describe.each(generators)('%s', (_, make, count) => {
  test('has the promised size and finite numbers', () => {
    const { features, target, names } = make(1);
    expect(target.shape).toEqual([count]);
    expect(features.shape).toEqual([count, names.length]);
    expect(features.data.every(Number.isFinite)).toBe(true);
  });
  test('is the same for the same key and another for another', () => {
    expect(make(1).features.data).toEqual(make(1).features.data);
    expect(make(1).features.data).not.toEqual(make(2).features.data);
  });
});

test('without noise, linear data lie on the line and x fills [0, 2)', () => {
  const { features, target } = linearData(key(3), { count: 1000, intercept: -1, slope: 0.5, noise: 0 });
  features.data.forEach((x, i) => expect(target.data[i]).toBeCloseTo(-1 + 0.5 * x, 14));
  expect(Math.min(...features.data)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...features.data)).toBeLessThan(2);
  expect(Math.max(...features.data)).toBeGreaterThan(1.95);
});

test('the noise of linear data has the deviation asked for', () => {
  const { features, target } = linearData(key(4), { count: 20_000, noise: 2 });
  const residual = target.sub(features.reshape([20_000]).mul(3).add(4));
  expect(residual.mean().item()).toBeCloseTo(0, 1);
  expect(residual.pow(2).mean().sqrt().item()).toBeCloseTo(2, 1);
});

test('without noise, spiral arms are turned copies of each other', () => {
  const { features, target } = spirals(key(0), { arms: 3, noise: 0, radius: 2 });
  for (let i = 0; i < 300; i += 3) {
    const radius = Math.hypot(features.data[2 * i]!, features.data[2 * i + 1]!);
    expect(target.data.slice(i, i + 3)).toEqual(Float64Array.of(0, 1, 2));
    for (const arm of [1, 2]) {
      const [c, s] = [Math.cos((2 * Math.PI * arm) / 3), Math.sin((2 * Math.PI * arm) / 3)];
      const [x, y] = [features.data[2 * i]!, features.data[2 * i + 1]!];
      expect(features.data[2 * (i + arm)]).toBeCloseTo(c * x - s * y, 12);
      expect(features.data[2 * (i + arm) + 1]).toBeCloseTo(s * x + c * y, 12);
    }
    expect(radius).toBeCloseTo((2 * (i / 3)) / 99, 12);
  }
});

test('without noise, moons are half circles', () => {
  const { features, target } = moons(key(0), { noise: 0 });
  target.data.forEach((label, i) => {
    const [x, y] = [features.data[2 * i]!, features.data[2 * i + 1]!];
    expect(label === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 12);
    expect(label === 0 ? y : 0.5 - y).toBeGreaterThanOrEqual(-1e-12);
  });
});

test.each([0, -1, 1.5, NaN])('a count of %d is refused', (count) => {
  expect(() => linearData(key(0), { count })).toThrow('count is');
});

test('ratings are of different pairs, in halves, around a truth that their noise is as large as asked for', () => {
  const { features, target, truth } = ratings(key(2), { users: 40, items: 30, count: 1200, noise: 0.2 });
  const pairs = Array.from(target.data, (_, row) => features.data[2 * row]! * 30 + features.data[2 * row + 1]!);
  expect(new Set(pairs).size).toBe(1200);
  expect(Math.max(...pairs)).toBe(1199);
  expect(target.data.every((rating) => Number.isInteger(2 * rating) && rating >= 0.5 && rating <= 5)).toBe(true);
  // Rounding to halves adds a variance of ½²/12; ratings cut off at the ends are left out.
  const off = Array.from(truth.data, (t, row) => (t > 1.2 && t < 4.3 ? (target.data[row]! - t) ** 2 : NaN)).filter((x) => !Number.isNaN(x));
  expect(Math.sqrt(off.reduce((a, b) => a + b) / off.length)).toBeCloseTo(Math.sqrt(0.2 ** 2 + 0.25 / 12), 1.5);
  expect(() => ratings(key(0), { users: 2, items: 2, count: 5 })).toThrow('5 ratings of 4 pairs');
});

test('without noise, circles have their radii', () => {
  const { features, target } = circles(key(0), { inner: 0.3, noise: 0 });
  target.data.forEach((label, i) =>
    expect(Math.hypot(features.data[2 * i]!, features.data[2 * i + 1]!)).toBeCloseTo(label === 1 ? 0.3 : 1, 12),
  );
});

test('without noise, exclusive or is the sign of x·y, each quadrant as often', () => {
  const { features, target } = xor(key(0), { count: 30, noise: 0 });
  const quadrants = [0, 0, 0, 0];
  target.data.forEach((label, i) => {
    const [x, y] = [features.data[2 * i]!, features.data[2 * i + 1]!];
    expect(label).toBe(x * y < 0 ? 1 : 0);
    quadrants[(x > 0 ? 1 : 0) + (y > 0 ? 2 : 0)]!++;
  });
  expect(quadrants).toEqual([30, 30, 30, 30]);
});

test('blobs have the deviation asked for, around centres a distance of 1 from the origin', () => {
  const { features, target } = blobs(key(2), { count: 20_000, centres: 3, noise: 0.5 });
  for (const label of [0, 1, 2]) {
    const rows = [...target.data.keys()].filter((i) => target.data[i] === label);
    const mean = (column: number): number => rows.reduce((sum, i) => sum + features.data[2 * i + column]!, 0) / rows.length;
    const [x, y] = [mean(0), mean(1)];
    expect(Math.hypot(x, y)).toBeCloseTo(1, 1);
    const spread = rows.reduce((sum, i) => sum + (features.data[2 * i]! - x) ** 2, 0) / rows.length;
    expect(Math.sqrt(spread)).toBeCloseTo(0.5, 1);
  }
});
