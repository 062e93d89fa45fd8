import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { key, normal } from '@chainrule/core';
import { iris, writeIdx, writeNpz } from '@chainrule/data';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainrule, chainruleReading, inFolder } from '../test-support/run-in-test.js';
import { config, small } from '../test-support/small-network.js';

let leave: () => Promise<void>;
beforeEach(async () => void (leave = await inFolder()));
afterEach(() => leave());

const resultOf = <T>(out: string): T => (JSON.parse(out) as { result: T }).result;
const trained = async (...args: string[]): Promise<{ steps: number; history: { loss: number }[]; verdict: string }> => {
  const { code, out, notes } = await chainrule('train', 'net.json', '--json', ...args);
  expect(code, out + notes).toBe(0);
  return resultOf(out);
};

test('a run is a folder; going on gives the bits of a run without a break', async () => {
  await config({
    epochs: 6,
    model: [
      { name: 'linear', inputs: 4, outputs: 8 },
      { name: 'dropout', probability: 0.2 },
      'gelu',
      { name: 'linear', inputs: 8, outputs: 3 },
    ],
  });
  await trained();
  expect((await readdir('net.run')).sort()).toEqual([
    'checkpoint',
    'checkpoint.previous',
    'path.safetensors',
    'run.json',
    'weights.safetensors',
  ]);
  const whole = await readFile('net.run/weights.safetensors');
  await rm('net.run', { recursive: true });
  await trained('--epochs', '2');
  const { steps, history } = await trained('--resume');
  expect([steps, history.length]).toEqual([24, 6]);
  expect(await readFile('net.run/weights.safetensors')).toEqual(whole);
});

test('a run that is there is kept under another name, unless it is gone on from', async () => {
  await config();
  await trained();
  const first = await readFile('net.run/weights.safetensors');
  await trained('--seed', '7');
  expect(await readFile('net.run.previous/weights.safetensors')).toEqual(first);
  expect(await readFile('net.run/weights.safetensors')).not.toEqual(first);
});

test('an interrupt ends with 130 and a checkpoint that is gone on from', { timeout: 60_000 }, async () => {
  await config({ epochs: 100_000, stop: { patience: 100_000 } });
  const interrupt = new Promise<void>((resolve) => setTimeout(resolve, 500));
  const { code, out, notes } = await chainruleReading('', ['train', 'net.json'], 80, interrupt);
  expect(code).toBe(130);
  expect(notes).toContain('Interrupted');
  expect(out).toContain('The checkpoint is kept in net.run; go on with chainrule train net.json --resume.');
  const epochs = /interrupted after step (\d+)/.exec(out)![1]!;
  const { steps } = await trained('--resume', '--epochs', String(Math.ceil(Number(epochs) / 4) + 1));
  expect(steps).toBeGreaterThan(Number(epochs));
});

test('what is not finite ends with 5 and names the operation', async () => {
  await config({
    model: [
      { name: 'linear', inputs: 4, outputs: 64 },
      { name: 'linear', inputs: 64, outputs: 3 },
    ],
    optimizer: { name: 'sgd', learningRate: 1e30 },
  });
  const { code, notes } = await chainrule('train', 'net.json');
  expect(code).toBe(5);
  expect(notes).toMatch(/At step \d+ \(epoch \d+\) a number is not finite\. \[\w+/);
  expect(notes).not.toContain('called at');
});

test('an early stop is told', async () => {
  await config({ epochs: 50, optimizer: { name: 'sgd', learningRate: 1e-9 }, stop: { patience: 3, threshold: 0.01 } });
  const { verdict, history } = await trained();
  expect([verdict, history.length]).toEqual(['early', 4]);
});

describe('a config that is wrong is told where', () => {
  test.each<[name: string, changes: object, says: string]>([
    ['a field that there is not', { modle: [] }, 'has no option "modle" (did you mean "model"?)'],
    ['a part that there is not', { model: ['rleu'] }, 'model[0] there is no layer "rleu" (did you mean "relu"?)'],
    [
      'an option of another kind',
      { model: [{ name: 'linear', inputs: 'four', outputs: 3 }] },
      'model[0].inputs is "four", expected a number',
    ],
    ['an option that is missing', { model: [{ name: 'linear', inputs: 4 }] }, 'model[0].outputs is missing'],
    ['an option out of its range', { optimizer: { name: 'adam', beta1: 2 } }, 'optimizer adam: beta1 is 2'],
    [
      'a schedule inside',
      { optimizer: { name: 'adam', learningRate: { name: 'cosine', from: 1 } } },
      'optimizer.learningRate.steps is missing',
    ],
    [
      'a layer inside layers',
      { model: [{ name: 'residual', body: [{ name: 'linear', input: 3 }] }] },
      'model[0].body[0].inputs is missing',
    ],
    [
      'what a layer says itself',
      { model: [{ name: 'transformerBlock', size: 6, heads: 4 }] },
      'model[0] transformerBlock: a size of 6 does not divide into 4 heads',
    ],
    [
      'layers that do not fit the data',
      { model: [{ name: 'linear', inputs: 5, outputs: 3 }] },
      '[linear at "0"] the input [1, 4] does not end in 5',
    ],
    [
      'a loss of classes for numbers',
      { data: 'diabetes', model: [{ name: 'linear', inputs: 10, outputs: 3 }], divide: 0 },
      'divide is 0, expected more than 0',
    ],
    ['a file that there is not', { data: { file: 'none.csv' } }, 'cannot read ./none.csv: there is no such file or folder'],
    ['a shape that does not fit', { shape: [2, 3] }, 'an example has 4 numbers, which do not make [2, 3]'],
  ])('%s', async (_, changes, says) => {
    await config(changes);
    const { code, notes } = await chainrule('train', 'net.json');
    expect(code, notes).toBe(4);
    expect(notes).toContain(says);
    expect(await readdir('.')).toEqual(['net.json']);
  });

  test.each([
    ['net.json', '{', 'is not JSON'],
    ['net.toml', 'epochs = ', 'is not TOML'],
    ['net.json', `${'['.repeat(1e5)}${']'.repeat(1e5)}`, 'is nested more than 100 deep'],
    ['net.json', '\xff\xfe', 'is not JSON'],
    ['net.json', '[]', 'is a list, expected an object'],
  ])('%s %# ', async (name, content, says) => {
    await writeFile(name, content, 'latin1');
    const { code, notes } = await chainrule('train', name);
    expect(code, notes).toBe(4);
    expect(notes).toContain(says);
  });
});

test('TOML says the same as JSON', async () => {
  await config();
  const { history } = await trained();
  await writeFile(
    'net.toml',
    'data = "iris"\nloss = "crossEntropy"\nepochs = 3\nbatchSize = 30\n[optimizer]\nname = "adam"\nlearningRate = 0.05\n[[model]]\nname = "linear"\ninputs = 4\noutputs = 3\n',
  );
  const { out } = await chainrule('train', 'net.toml', '--json', '--run', 'other.run');
  expect(resultOf<{ history: unknown }>(out).history).toEqual(history);
});

test('data come from tables, .npz files, and IDX files packed or not', async () => {
  const { features, target } = iris();
  await writeFile('x.npz', writeNpz({ x: features, y: target }));
  await writeFile('x.idx', writeIdx(features));
  await writeFile('y.idx.gz', gzipSync(writeIdx(target.cast('int32'))));
  const row = (i: number): string => [...features.data.subarray(4 * i, 4 * i + 4), target.data[i]].join(',');
  await writeFile('t.csv', `a,b,c,d,kind\n${Array.from({ length: 150 }, (_, i) => row(i)).join('\n')}\n`);
  await config();
  const expected = (await trained()).history.map(({ loss }) => loss);
  for (const data of [
    { file: 'x.npz', features: 'x', target: 'y' },
    { features: 'x.idx', target: 'y.idx.gz' },
    { file: 't.csv', target: 'kind' },
  ]) {
    await config({ data });
    expect(
      (await trained()).history.map(({ loss }) => loss),
      JSON.stringify(data),
    ).toEqual(expected);
  }
});

test('a plugin is a part by its name', async () => {
  await writeFile(
    'tripled.mjs',
    `export const tripled = ({ times = 3 } = {}) => ({ '~chainrule': { kind: 'layer', spec: 1, name: 'tripled' }, options: { times }, init: () => ({ params: {}, state: {} }), apply: (_, state, x) => ({ y: x.mul(times), state }) });
export const falling = Object.assign((step) => 0.1 / (1 + step), { '~chainrule': { kind: 'schedule', spec: 1, name: 'falling' } });\n`,
  );
  await writeFile('package.json', '{ "chainrule": { "plugins": ["./tripled.mjs"] } }');
  await config({ model: [{ name: 'tripled', times: 2 }, ...small.model], optimizer: { name: 'adam', learningRate: 'falling' } });
  expect((await trained()).steps).toBe(12);
  await config({ model: ['trippled', ...small.model] });
  expect((await chainrule('train', 'net.json')).notes).toContain('did you mean "tripled"?');
});

describe('predict', () => {
  test('numbers for a table, whatever the order of its columns, and how good they are', async () => {
    const [x, noise] = [normal(key(1), [60, 2]), normal(key(2), [60])];
    const at = (i: number, j: number): number => x.data[2 * i + j]!;
    const y = (i: number): number => 3 * at(i, 0) - at(i, 1) + 0.01 * noise.data[i]!;
    await writeFile('t.csv', `a,b,y\n${Array.from({ length: 60 }, (_, i) => `${at(i, 0)},${at(i, 1)},${y(i)}`).join('\n')}\n`);
    await config({
      data: { file: 't.csv' },
      standardize: true,
      model: [{ name: 'linear', inputs: 2, outputs: 1 }],
      loss: 'mse',
      optimizer: { name: 'sgd', learningRate: 0.1 },
      epochs: 40,
      batchSize: 10,
      dtype: 'float64',
    });
    await trained();
    await writeFile('new.csv', 'y,b,a\n2,1,1\n7,-1,2\n');
    const { code, out, notes } = await chainrule('predict', 'net.run', 'new.csv', '--json');
    expect(code, notes).toBe(0);
    const { predictions, figures } = resultOf<{ predictions: { values: number[] }[]; figures: { loss: number } }>(out);
    expect(predictions.map(({ values }) => Math.round(values[0]!))).toEqual([2, 7]);
    expect(figures.loss).toBeLessThan(0.01);
  });

  test('a run that is damaged is told so', async () => {
    await config();
    await trained();
    const weights = await readFile('net.run/weights.safetensors');
    for (const [name, content, says] of [
      ['weights.safetensors', weights.subarray(0, 60), 'readSafetensors'],
      ['run.json', Buffer.from('{}'), 'is not the record of a training run'],
    ] as const) {
      await trained();
      await writeFile(`net.run/${name}`, content);
      const { code, notes } = await chainrule('predict', 'net.run');
      expect(code, notes).toBe(4);
      expect(notes).toContain(says);
    }
    expect((await chainrule('predict', 'net.json')).code).toBe(2);
  });
});

test('the remedy of a diagnosis makes a sick network healthy', { timeout: 60_000 }, async () => {
  const layer = { name: 'linear', inputs: 4, outputs: 4, weight: { name: 'normalFill', deviation: 0.01 } };
  await config({ model: [...Array.from({ length: 8 }, () => [layer, 'tanh']).flat(), { name: 'linear', inputs: 4, outputs: 3 }] });
  const { code, out } = await chainrule('diagnose', 'net.json', '--apply', '--json');
  expect(code).toBe(1);
  const { before, after } = resultOf<{ before: { verdict: string }; after: { verdict: string } }>(out);
  expect([before.verdict.startsWith('vanishing'), after.verdict]).toEqual([true, 'healthy']);
  await config({
    model: [{ name: 'linear', inputs: 4, outputs: 16, weight: 'heNormal' }, 'relu', { name: 'linear', inputs: 16, outputs: 3 }],
    standardize: true,
  });
  expect((await chainrule('diagnose', 'net.json')).code).toBe(0);
});
