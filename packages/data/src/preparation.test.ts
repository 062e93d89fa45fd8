import { key, ndarray, normal } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { readCsv } from './csv/read-csv.js';
import { standardize } from './standardize.js';
import { trainTestSplit } from './train-test-split.js';

const rowsText = (count: number): string => `x,y\n${Array.from({ length: count }, (_, i) => `${i},${10 * i}`).join('\n')}\n`;

describe('trainTestSplit', () => {
  test('keeps rows 0, 5, 10 … for the test, and every row once', () => {
    const { train, test: kept } = trainTestSplit(readCsv(rowsText(12)));
    expect([...kept.target.data]).toEqual([0, 50, 100]);
    expect([...train.features.data]).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 11]);
    expect(train.names).toEqual(['x']);
  });
  test('refuses one row', () => {
    expect(() => trainTestSplit(readCsv(rowsText(1)))).toThrow('has one row');
  });
  test.each([1, 0, 2.5])('refuses every %d rows', (every) => {
    expect(() => trainTestSplit(readCsv(rowsText(9)), { every })).toThrow(`every is ${every}`);
  });
});

describe('standardize', () => {
  const features = normal(key(7), [50, 3])
    .mul(ndarray([1e-3, 5, 1e6]))
    .add(ndarray([2, -40, 1e7]));
  test('gives mean 0 and deviation 1', () => {
    const { features: z } = standardize(features);
    for (const j of [0, 1, 2]) {
      expect(z.mean(0).data[j]).toBeCloseTo(0, 9);
      expect(z.pow(2).mean(0).data[j]).toBeCloseTo(1, 9);
    }
  });
  test('maps a linear model back to the units of the features', () => {
    const { features: z, toOriginal } = standardize(features);
    const original = toOriginal(ndarray([3, -2, 0.5]), 7);
    const inStandard = z.matmul(ndarray([[3], [-2], [0.5]])).add(7);
    const inOriginal = features.matmul(original.weights.reshape([3, 1])).add(original.intercept);
    inStandard.data.forEach((y, i) => expect(inOriginal.data[i]).toBeCloseTo(y, 8));
  });
  test('names columns that do not vary and leaves them at 0', () => {
    const {
      constant,
      features: z,
      deviation,
    } = standardize(
      ndarray([
        [0.1, 1],
        [0.1, 2],
        [0.1, 4],
      ]),
    );
    expect(constant).toEqual([0]);
    expect(deviation.data[0]).toBe(1);
    expect(z.data.every(Number.isFinite)).toBe(true);
    expect(z.data[0]).toBeCloseTo(0, 15);
  });
  test('refuses what is no table', () => {
    expect(() => standardize(ndarray([1, 2]))).toThrow('features have shape [2]');
  });
});
