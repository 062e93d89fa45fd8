import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { ndarray } from '@chainrule/core';
import { expect, test } from 'vitest';
import { chainrule, withFolder } from '../test-support/run-in-test.js';
import { EvenSample, largeFile } from './large-file.js';

test('an even sample keeps rows from everywhere, and no more than it may', () => {
  const sample = new EvenSample(100);
  for (let block = 0; block < 50; block++) {
    const x = Float64Array.from({ length: 21 }, (_, i) => block * 21 + i);
    sample.add({ features: ndarray(x, { shape: [21, 1] }), target: ndarray(x), names: ['x'], targetName: 'y', source: '' });
  }
  const { target, source } = sample.rows('the file');
  const rows = [...target.data];
  expect([sample.seen, source]).toEqual([1050, 'the file']);
  expect(rows.length).toBeGreaterThanOrEqual(50);
  expect(rows.length).toBeLessThanOrEqual(100);
  const steps = rows.slice(1).map((row, i) => row - rows[i]!);
  expect(new Set(steps).size).toBe(1);
  expect(rows[0]).toBe(0);
});

test('a large file is read in pieces and gives what least squares gives', { timeout: 120_000 }, async () => {
  await withFolder(async ({ path }) => {
    const file = createWriteStream(path('large.csv'));
    file.write('a,b,price\n');
    let rows = 0;
    for (let bytes = 0; bytes <= largeFile; rows++) {
      const [a, b] = [Math.sin(rows * 1.7), Math.cos(rows * 2.3)];
      const line = `${a.toFixed(12)},${b.toFixed(12)},${(5 + 2 * a - b + 0.1 * Math.sin(rows * 12.9898)).toFixed(12)}\n`;
      bytes += line.length;
      if (!file.write(line)) await once(file, 'drain');
    }
    file.end();
    await once(file, 'finish');
    const { code, out, notes } = await chainrule('fit', path('large.csv'), '--no-report', '--json');
    expect(code, notes + out).toBe(0);
    type Fit = {
      parameters: { fitted: number; closedForm: number }[];
      rows: { train: number; test: number };
      testError: { closedForm: number };
    };
    const { parameters, rows: used, testError } = (JSON.parse(out) as { result: Fit }).result;
    expect(used.train + used.test, out).toBe(rows);
    expect(used.test).toBe(Math.floor(rows / 5));
    [2, -1, 5].forEach((truth, i) => {
      expect(parameters[i]!.closedForm, out).toBeCloseTo(truth, 3);
      expect(parameters[i]!.fitted).toBeCloseTo(truth, 2);
    });
    expect(testError.closedForm).toBeCloseTo(0.005, 3);
  });
});
