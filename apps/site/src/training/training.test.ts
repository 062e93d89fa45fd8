import { describe, expect, test } from 'vitest';
import { accuracyOf, confusionOf } from '../learning/confusion.js';
import { createCurves } from '../learning/curves.js';
import { ownRows } from './own-rows.js';
import { widthsIn, type Recipe } from './recipe.js';
import { gridOver, rowsOf } from './rows.js';
import { sourcesOf } from './sources.js';
import { begin } from './trainer.js';

const recipe: Recipe = {
  ...{ data: 'blobs', csv: '', noise: 0.3, seed: 1, widths: [4], activation: 'tanh', initialiser: 'xavierUniform' },
  ...{ optimizer: 'adam', batch: 16, epochs: 20, patience: 0 },
};

test('widths are read from an address, and what cannot be one is left out', () => {
  expect(widthsIn('8,8')).toEqual([8, 8]);
  expect(widthsIn('')).toEqual([]);
  expect(widthsIn('1e9,-1,x,3.5,10,11,1,2,3,4,5')).toEqual([10, 1, 2, 3, 4]);
});

test('curves stay small however long training goes on, and keep both ends', () => {
  const curves = createCurves();
  for (let epoch = 1; epoch <= 50_000; epoch++) {
    curves.addEpoch({ epoch, train: 1 / epoch, test: 2 / epoch });
    curves.addBatch(epoch, 1 / epoch);
  }
  expect(curves.epochs.length).toBeLessThanOrEqual(1000);
  expect(curves.batches.length).toBeLessThanOrEqual(400);
  expect(curves.epochs[0]!.epoch).toBe(1);
  expect(curves.epochs.at(-1)!.epoch).toBe(50_000);
  curves.forgetAfter(100);
  expect(curves.epochs.every(({ epoch }) => epoch <= 100)).toBe(true);
});

test('a confusion matrix counts what is taken for what', () => {
  const confusion = confusionOf([0.9, 0.1, 0.4, 0.6, 0.2, 0.8, 0.7, 0.3], [0, 0, 1, 1], 2);
  expect(confusion).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(accuracyOf(confusion)).toBe(0.5);
});

test('a grid goes through the two features, the others are at their mean', async () => {
  const rows = await rowsOf({ data: 'iris', csv: '', noise: 0, seed: 0 });
  const grid = gridOver(rows, 2, 3, 5);
  expect(grid.shape).toEqual([25, 4]);
  for (let i = 0; i < 25; i++) expect(grid.data[4 * i]).toBeCloseTo(0, 6);
  expect(grid.data[2]).toBeLessThan(grid.data[6] as number);
  expect(grid.data[3]).toBe(grid.data[7]);
});

describe('the reader’s own table', () => {
  const table = (count: number, kind: (i: number) => number): string =>
    `a,kind\n${Array.from({ length: count }, (_, i) => `${i},${kind(i)}\n`).join('')}`;
  test('classes may be any numbers', () => {
    const { classes, target } = ownRows(table(12, (i) => (i < 6 ? 7 : -2)));
    expect(classes).toEqual(['kind -2', 'kind 7']);
    expect([...target.data].slice(4, 8)).toEqual([1, 1, 0, 0]);
  });
  test.each([
    ['more rows', table(5001, (i) => i % 2), /has 5001 rows/],
    ['too many classes', table(40, (i) => i), /has 40 different values/],
    ['one class', table(40, () => 1), /is the same everywhere/],
    ['no number', 'a,b\n1,setosa\n', /"setosa" is not a number/],
  ])('refused: %s', (_, csv, message) => expect(() => ownRows(csv)).toThrow(message));
});

describe('a training run', () => {
  test('goes on a step at a time, or until it ends, and learns', async () => {
    const rows = await rowsOf(recipe);
    const trainer = begin(recipe, rows);
    expect(await trainer.advance({ steps: 1, milliseconds: 1e4, rate: 0.03 })).toEqual({ step: 1, epoch: 0 });
    expect(await trainer.advance({ steps: 9, milliseconds: 1e4, rate: 0.03 })).toEqual({ step: 10, epoch: 1 });
    const { step, ended } = await trainer.advance({ steps: Infinity, milliseconds: 1e5, rate: 0.03 });
    expect([step, ended?.verdict]).toEqual([200, 'finished']);
    const { chances } = trainer.look.see(trainer.params(), rows.test.prepared);
    expect(accuracyOf(confusionOf(chances, Float64Array.from(rows.test.target.data), 2))).toBeGreaterThan(0.95);
    trainer.restart('last');
    expect(await trainer.advance({ steps: 1, milliseconds: 1e4, rate: 0.03 })).toEqual({ step: 201, epoch: 20 });
    expect(trainer.curves.epochs.at(-1)!.train).toBeLessThan(0.2);
  });

  test('a rate that is too large is halted, and gone back from; no number is ever not finite', async () => {
    const noisy: Recipe = { ...recipe, noise: 0.9, optimizer: 'sgd', activation: 'relu' };
    const rows = await rowsOf(noisy);
    const trainer = begin(noisy, rows);
    await trainer.advance({ steps: 20, milliseconds: 1e4, rate: 0.1 });
    const { diverged } = await trainer.advance({ steps: Infinity, milliseconds: 1e4, rate: 1000 });
    expect(diverged?.reason).toMatch(/rate is too large|not finite/);
    expect(diverged!.good).toBeGreaterThan(0);
    const before = trainer.look.numbers(trainer.params(), rows.train.prepared, rows.train.target);
    expect(before.every(({ weight }) => Array.from(weight).every(Number.isFinite))).toBe(true);
    trainer.restart('good');
    const { step, diverged: again } = await trainer.advance({ steps: 5, milliseconds: 1e4, rate: 0.1 });
    expect([step, again]).toEqual([diverged!.good + 5, undefined]);
  });

  test('the gradient on an edge is that of the training loss', async () => {
    const rows = await rowsOf(recipe);
    const trainer = begin(recipe, rows);
    const params = trainer.params();
    const loss = (at: typeof params): number => {
      const { chances } = trainer.look.see(at, rows.train.prepared);
      const labels = Float64Array.from(rows.train.target.data);
      return labels.reduce((sum, k, i) => sum - Math.log(chances[2 * i + k]!), 0) / labels.length;
    };
    const [first] = trainer.look.numbers(params, rows.train.prepared, rows.train.target);
    const moved = (by: number): typeof params => [
      { ...params[0], bias: params[0]!.bias!, weight: params[0]!.weight!.add(by) },
      ...params.slice(1),
    ];
    const all = Array.from(first!.gradient).reduce((a, b) => a + b, 0);
    expect((loss(moved(1e-2)) - loss(moved(-1e-2))) / 2e-2).toBeCloseTo(all, 2);
  });
});

test('the same run as a file and as a program', () => {
  const { cli, typescript } = sourcesOf({ ...recipe, patience: 25, initialiser: 'zeros' }, 0.03, { inputs: 2, outputs: 2 });
  const config = JSON.parse(/\n(\{.*\})\n/s.exec(cli)![1]!) as Record<string, unknown>;
  expect(config).toMatchObject({
    data: { name: 'blobs', noise: 0.3 },
    model: [{ name: 'linear', inputs: 2, outputs: 4, weight: { name: 'constantFill', value: 0 } }, 'tanh', { name: 'linear', inputs: 4 }],
    optimizer: { name: 'adam', learningRate: 0.03 },
    stop: { patience: 25 },
  });
  expect(typescript).toContain('blobs(key(1), { noise: 0.3 })');
  expect(typescript).toContain('linear(2, 4, { weight: constantFill(0) }), tanh, linear(4, 2');
});
