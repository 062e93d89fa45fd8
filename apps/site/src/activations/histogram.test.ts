import { expect, test } from 'vitest';
import { barsOf, counts } from './histogram.js';

test('every number is counted once, those outside at the ends', () => {
  const found = counts(Float64Array.of(-9, -1, 0, 0, 0.99, 1, 7, NaN), [-1, 1]);
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(7);
  expect([found[0], found[12], found.at(-1)]).toEqual([2, 2, 3]);
});

test('the highest bar is as high as the drawing', () => {
  expect(barsOf([0, 2, 1])).toBe('M33.3 40v-40.0h32.8V40ZM66.7 40v-20.0h32.8V40Z');
  expect(barsOf([0, 0])).toBe('');
});
