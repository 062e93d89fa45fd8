import { readFile, rm, writeFile } from 'node:fs/promises';
import { ndarray } from '@chainrule/core';
import { readSafetensors, writeSafetensors } from '@chainrule/data';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chainrule, inFolder } from '../test-support/run-in-test.js';

vi.setConfig({ testTimeout: 120_000 });
let leave: () => Promise<void>;
beforeAll(async () => {
  leave = await inFolder();
  const model = [{ name: 'linear', inputs: 4, outputs: 6 }, 'tanh', { name: 'linear', inputs: 6, outputs: 3 }];
  const config = {
    data: 'iris',
    standardize: true,
    model,
    loss: 'crossEntropy',
    optimizer: { name: 'adam', learningRate: 0.05 },
    epochs: 8,
  };
  await writeFile('net.json', JSON.stringify(config));
  await chainrule('train', 'net.json');
}, 120_000);
afterAll(() => leave());

interface Seen {
  readonly directions: string;
  readonly explained?: readonly number[];
  readonly lowest: { readonly value: number };
  readonly path?: readonly (readonly number[])[];
  readonly values: readonly number[];
}
const seen = async (...args: string[]): Promise<Seen> => {
  const { code, out, notes } = await chainrule('landscape', 'net.run', '--points', '7', '--json', ...args);
  expect(code, notes).toBe(0);
  return (JSON.parse(out) as { result: Seen }).result;
};
/** The loss of the run on the rows that it learned from, as predict measures it where no rows are kept for a test. */
const lossAtTheEnd = async (): Promise<number> => {
  const { history } = (
    JSON.parse((await chainrule('train', 'net.json', '--resume', '--json')).out) as { result: { history: { loss: number }[] } }
  ).result;
  return history.at(-1)!.loss;
};

test('the way of a run lies on the plane it comes closest to, from high to low', async () => {
  const { directions, explained, path, values, lowest } = await seen();
  expect(directions).toBe('principal');
  expect(path).toHaveLength(9);
  expect(path!.at(-1)).toEqual([0, 0]);
  expect(explained![0]! + explained![1]!).toBeGreaterThan(0.9);
  expect(explained![0]!).toBeGreaterThan(explained![1]!);
  expect(lowest.value).toBe(Math.min(...values));
  // The middle of a range about 0 is the end of training.
  const { values: around } = await seen('--x', '-1,1', '--y', '-1,1');
  expect(around[24]).toBeCloseTo(await lossAtTheEnd(), 1);
});

test('random directions come from the seed, and have the weights in the middle', async () => {
  const [first, again, other] = [await seen('--directions', 'random'), await seen('--directions', 'random'), await seen('--directions', 'random', '--seed', '5')]; // prettier-ignore
  expect(first.directions).toBe('random');
  expect(first.path).toBeUndefined();
  expect(again.values).toEqual(first.values);
  expect(other.values).not.toEqual(first.values);
  expect(other.values[24]).toBeCloseTo(first.values[24]!, 6);
  expect(first.lowest.value).toBeLessThanOrEqual(first.values[24]!);
});

test('options of expressions are refused', async () => {
  expect(await chainrule('landscape', 'net.run', '--from', '1')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('--from is for expressions') as string,
  });
});

test('a way that is of another network, cut off, or gone', async () => {
  const whole = await readFile('net.run/path.safetensors');
  const { tensors } = readSafetensors(whole);
  for (const [content, says] of [
    [whole.subarray(0, whole.length - 9), 'readSafetensors'],
    [writeSafetensors({ epochs: tensors['epochs']! }), 'is not the way of a training run'],
    [writeSafetensors({ places: ndarray([[1, 2], [2, 1], [0, 0]]), epochs: ndarray(Int32Array.of(0, 1, 2)) }), 'has 2 numbers at each place'], // prettier-ignore
  ] as const) {
    await writeFile('net.run/path.safetensors', content);
    const { code, notes } = await chainrule('landscape', 'net.run');
    expect([code, notes]).toEqual([4, expect.stringContaining(says)]);
  }
  await rm('net.run/path.safetensors');
  expect((await seen()).directions).toBe('random');
  expect((await chainrule('landscape', 'net.run', '--directions', 'principal')).code).toBe(4);
});
