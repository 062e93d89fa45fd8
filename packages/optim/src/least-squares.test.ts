import { readFileSync } from 'node:fs';
import { key, ndarray, normal } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares } from './least-squares.js';

const rows = readFileSync(new URL('../../../tooling/reference/data/diabetes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

test('diabetes: the test error of every fifth row is the recorded one', () => {
  const [train, held] = [rows.filter((_, i) => i % 5 !== 0), rows.filter((_, i) => i % 5 === 0)];
  const { weights, intercept } = leastSquares(ndarray(train.map((row) => row.slice(0, -1))), ndarray(train.map((row) => row.at(-1)!)));
  const errors = held.map((row) => (row.slice(0, -1).reduce((sum, x, j) => sum + x * weights.data[j]!, intercept) - row.at(-1)!) ** 2);
  expect(errors.reduce((a, b) => a + b) / errors.length).toBeCloseTo(2775.93, 2);
});

test('the residual is orthogonal to every column, even when columns are nearly parallel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(1, 1e-3, 1e-5), (seed, apart) => {
      const noise = normal(key(seed), [20, 3]);
      const first = noise.take(ndarray(new Int32Array(20).map((_, i) => i)));
      // The third column differs from the first by `apart`.
      const features = ndarray(
        first.data.map((x, i) => (i % 3 === 2 ? first.data[i - 2]! + apart * x : x)),
        { shape: [20, 3] },
      );
      const target = normal(key(seed + 5000), [20]);
      const { weights, intercept } = leastSquares(features, target);
      const residual = features
        .matmul(weights.reshape([3, 1]))
        .reshape([20])
        .add(intercept)
        .sub(target);
      const slopes = features.transpose().matmul(residual.reshape([20, 1]));
      expect(Math.max(Math.abs(residual.sum().item()), ...slopes.abs().data)).toBeLessThan(1e-9 / apart);
    }),
  );
});

test('a row far from all others does not spoil the answer', () => {
  const features = ndarray([[0], [1e8], [1], [2], [4]]);
  const target = ndarray([1, 0, 3, 2, 5]);
  const { weights, intercept } = leastSquares(features, target);
  const residual = features.reshape([5]).mul(weights.item()).add(intercept).sub(target);
  const cosine =
    residual
      .mul(features.reshape([5]))
      .sum()
      .item() /
    (1e8 * residual.pow(2).sum().sqrt().item());
  expect(Math.abs(cosine)).toBeLessThan(1e-14);
});

describe('refuses', () => {
  test.each([
    [
      'a constant column',
      ndarray([
        [1, 2],
        [2, 2],
        [3, 2],
        [5, 2],
      ]),
      ndarray([1, 2, 3, 4]),
      'feature 1 is constant',
    ],
    [
      'a repeated column',
      ndarray([
        [1, 2],
        [2, 4],
        [3, 6],
        [5, 10],
      ]),
      ndarray([1, 2, 3, 4]),
      'feature 1 is constant, or a combination',
    ],
    [
      'too few rows',
      ndarray([
        [1, 2],
        [2, 1],
      ]),
      ndarray([1, 2]),
      '2 rows do not determine 2 weights and an intercept',
    ],
    ['rows that do not match', ndarray([[1], [2]]), ndarray([1, 2, 3]), 'features have shape [2, 1], the target [3]'],
    ['NaN', ndarray([[1], [2], [NaN]]), ndarray([1, 2, 3]), 'not finite'],
  ])('%s', (_, features, target, says) => {
    expect(() => leastSquares(features, target)).toThrow(says);
  });
});
