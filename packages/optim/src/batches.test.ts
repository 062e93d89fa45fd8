import { key, ndarray, type NdArray } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batches } from './batches.js';

const dataOf = (rows: number) => {
  const target = ndarray(Float64Array.from({ length: rows }, (_, i) => i));
  return {
    features: ndarray(
      Float64Array.from({ length: 2 * rows }, (_, i) => i),
      { shape: [rows, 2] },
    ),
    target,
    names: ['a', 'b'],
    source: 'test',
  };
};
const targets = (all: Iterable<{ target: NdArray }>) => [...all].map(({ target }) => [...target.data]);

test('an epoch holds every row once, with its own features', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 9 }), (rows, size, epoch) => {
      const all = [...batches(dataOf(rows), { size, key: key(1), epoch })];
      expect(all.length).toBe(Math.ceil(rows / size));
      const seen = all.flatMap(({ features, target }) =>
        [...target.data].map((y, i) => [y, features.data[2 * i], features.data[2 * i + 1]]),
      );
      seen.sort((a, b) => a[0]! - b[0]!);
      expect(seen).toEqual(Array.from({ length: rows }, (_, i) => [i, 2 * i, 2 * i + 1]));
    }),
  );
});

test('the order depends on key and epoch, and on nothing else', () => {
  const order = (seed: number, epoch: number) => targets(batches(dataOf(30), { size: 7, key: key(seed), epoch }));
  expect(order(1, 0)).toEqual(order(1, 0));
  expect(order(1, 0)).not.toEqual(order(1, 1));
  expect(order(1, 0)).not.toEqual(order(2, 0));
});

test('an iterable can be walked twice', () => {
  const all = batches(dataOf(5), { size: 2, key: key(0), epoch: 0 });
  expect(targets(all)).toEqual(targets(all));
});

test('dropLast leaves out what does not fill a batch', () => {
  expect(targets(batches(dataOf(10), { size: 4, key: key(0), epoch: 0, dropLast: true })).map((batch) => batch.length)).toEqual([4, 4]);
});

test('names and source are passed on', () => {
  const [batch] = [...batches(dataOf(3), { size: 2, key: key(0), epoch: 0 })];
  expect(batch).toMatchObject({ names: ['a', 'b'], source: 'test' });
});

describe('refuses at once', () => {
  const options = { size: 2, key: key(0), epoch: 0 };
  test.each([
    ['a size of 0', () => batches(dataOf(3), { ...options, size: 0 }), 'the batch size is 0'],
    ['half a row', () => batches(dataOf(3), { ...options, size: 0.5 }), 'the batch size is 0.5'],
    ['a negative epoch', () => batches(dataOf(3), { ...options, epoch: -1 }), 'the epoch is -1'],
    ['no rows', () => batches(dataOf(0), options), 'the data have no rows'],
    ['no batch at all', () => batches(dataOf(3), { ...options, size: 4, dropLast: true }), 'no batch of 4 fits in 3 rows'],
    ['rows that do not match', () => batches({ x: ndarray([1, 2]), y: ndarray([1]) }, options), '"x" has 2 rows, "y" 1'],
    ['no arrays', () => batches({ x: 'text' }, options), 'there are no arrays'],
  ])('%s', (_, make, says) => {
    expect(make).toThrow(says);
  });
});
