import { key, ndarray, normal } from '@chainrule/core';
import { expect, test } from 'vitest';
import { leastSquares } from './least-squares.js';
import { leastSquaresOf } from './least-squares-of.js';

const [rows, columns] = [101, 4];
const features = normal(key(3), [rows, columns], { dtype: 'float64' });
const target = normal(key(4), [rows], { dtype: 'float64' });

function blocks(size: number): { features: typeof features; target: typeof target }[] {
  const starts = Array.from({ length: Math.ceil(rows / size) }, (_, i) => i * size);
  return starts.map((from) => {
    const some = ndarray(Int32Array.from({ length: Math.min(size, rows - from) }, (_, i) => from + i));
    return { features: features.take(some), target: target.take(some) };
  });
}

test.each([1, 2, 5, 30, 101, 500])('blocks of %d rows give what all rows give', async (size) => {
  const whole = leastSquares(features, target);
  const { weights, intercept } = await leastSquaresOf(blocks(size));
  expect(intercept).toBeCloseTo(whole.intercept, 12);
  weights.data.forEach((weight, j) => expect(weight).toBeCloseTo(whole.weights.data[j]!, 12));
});

test('too few rows, and a column that says nothing, are refused as all at once', async () => {
  await expect(leastSquaresOf([])).rejects.toThrow('do not determine');
  await expect(leastSquaresOf(blocks(2).slice(0, 2))).rejects.toThrow('4 rows do not determine 4 weights and an intercept');
  const same = blocks(10).map((block) => ({ ...block, features: block.features.mul(ndarray([1, 0, 1, 1])) }));
  await expect(leastSquaresOf(same)).rejects.toThrow('feature 1 is constant');
});
