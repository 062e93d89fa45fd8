import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { ndarray } from '@chainrule/core';
import { readSafetensors, writeSafetensors } from '@chainrule/data';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exitCodes } from './output/exit-codes.js';
import { chainrule, inFolder } from './test-support/run-in-test.js';

// The files of a run, damaged as disks, transfers and enemies damage them: every command that reads them says what is wrong, ends with 4, takes
// no memory for what a file only says that it has, and leaves everything as it was.

vi.setConfig({ testTimeout: 120_000 });
let leave: () => Promise<void>;
const names = ['weights.safetensors', 'checkpoint', 'checkpoint.previous', 'path.safetensors', 'run.json'] as const;
type Name = (typeof names)[number];
const whole = {} as Record<Name, Buffer>;
beforeAll(async () => {
  leave = await inFolder();
  const model = [{ name: 'linear', inputs: 4, outputs: 3 }];
  await writeFile('net.json', JSON.stringify({ data: 'iris', model, loss: 'crossEntropy', optimizer: 'adam', epochs: 3 }));
  await chainrule('train', 'net.json');
  for (const name of names) whole[name] = await readFile(`net.run/${name}`);
}, 120_000);
afterAll(() => leave());

/** The run with some files replaced, or taken away. */
async function runWith(files: Partial<Record<Name, Uint8Array | undefined>>): Promise<void> {
  await rm('net.run', { recursive: true, force: true });
  await mkdir('net.run');
  for (const [name, content] of Object.entries({ ...whole, ...files })) if (content) await writeFile(`net.run/${name}`, content);
}
const contents = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all((await readdir('net.run')).sort().map(async (name) => [name, await readFile(`net.run/${name}`, 'latin1')] as const)),
  );

/** A header of safetensors with these words, and nothing behind it. */
const header = (words: string, says = words.length): Buffer => {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(says));
  return Buffer.concat([head, Buffer.from(words, 'latin1')]);
};
const huge = header('{"0.weight":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4000000000000]}}');
const weights = (change: (tensors: ReturnType<typeof readSafetensors>['tensors']) => object): Uint8Array =>
  writeSafetensors(change(readSafetensors(whole['weights.safetensors']).tensors) as never);

/** What is done to a safetensors file. */
const damages: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
  'is empty': () => new Uint8Array(),
  'is cut off': (bytes) => bytes.subarray(0, bytes.length - 7),
  'is cut off in its header': (bytes) => bytes.subarray(0, 30),
  'says that its header has 2⁶³ bytes': () => header('{}', Number.MAX_SAFE_INTEGER),
  'says that it has four terabytes': () => huge,
  'has words for the terminal in its header': () => header('{"\u001b[2J":'),
  'has a header nested a hundred thousand deep': () => header('['.repeat(100_000)),
  'is no such file': () => Buffer.from('x'.repeat(1000)),
};
const readers: readonly (readonly string[])[] = [
  ['predict', 'net.run'],
  ['diagnose', 'net.run'],
  ['landscape', 'net.run', '--points', '2'],
  ['export', 'net.run', 'onnx', '--folder', 'exported'],
];

/** Runs a command line that is to be refused, and to change nothing. */
async function refused(args: readonly string[], says: RegExp): Promise<void> {
  const [before, used] = [await contents(), process.memoryUsage().rss];
  const { code, notes, out } = await chainrule(...args);
  expect(code, `${args.join(' ')}: ${notes}${out}`).toBe(exitCodes.input);
  expect(notes).toMatch(says);
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(notes).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|\n {4}at /);
  expect(await contents()).toEqual(before);
  expect((await readdir('.')).sort()).toEqual(['net.json', 'net.run']);
  expect(process.memoryUsage().rss - used).toBeLessThan(400e6);
}

describe.each(Object.entries(damages))('a file that %s', (_, damage) => {
  test('of weights is refused by all that use them', async () => {
    await runWith({ 'weights.safetensors': damage(whole['weights.safetensors']) });
    for (const args of readers) await refused(args, /safetensors/i);
  });

  test('of checkpoints: training goes on from the one before, or says that there is none', async () => {
    const bad = damage(whole.checkpoint);
    await runWith({ checkpoint: bad, 'checkpoint.previous': bad });
    await refused(['train', 'net.json', '--resume'], /checkpoint|safetensors/i);
    await runWith({ checkpoint: bad });
    const { code, out, notes } = await chainrule('train', 'net.json', '--resume');
    expect(code, notes).toBe(exitCodes.done);
    expect(out).toContain('went on from the one before');
  });

  test('of the way is refused by landscape, and begun anew by training', async () => {
    await runWith({ 'path.safetensors': damage(whole['path.safetensors']) });
    await refused(['landscape', 'net.run', '--points', '2'], /safetensors|way/i);
    expect((await chainrule('train', 'net.json', '--resume', '--epochs', '6')).code).toBe(exitCodes.done);
    expect((await chainrule('landscape', 'net.run', '--points', '2')).out).toContain('of what the way varies');
  });
});

test.each<[what: string, content: () => Uint8Array, says: RegExp]>([
  ['of another shape', () => weights((t) => ({ ...t, weight: ndarray([[1, 2]]) })), /unexpected|of another shape/],
  ['of another network', () => weights(() => ({ other: ndarray([1]) })), /missing/],
])('weights %s', async (_, content, says) => {
  await runWith({ 'weights.safetensors': content() });
  for (const args of readers) await refused(args, says);
});

test.each<[what: string, content: string]>([
  ['empty', ''],
  ['a list', '[]'],
  ['cut off', '{ "schema": "chainrule.run/1", "con'],
  ['of a newer form', '{ "schema": "chainrule.run/9", "from": ".", "seed": 0 }'],
  ['without what was done to rows', '{ "schema": "chainrule.run/1", "from": ".", "seed": 0, "config": {} }'],
  [
    'with a preparation that is none',
    JSON.stringify({ schema: 'chainrule.run/1', from: '..', seed: 0, config: {}, preparation: { standardize: { mean: 3 } } }),
  ],
  ['nested a hundred thousand deep', '['.repeat(100_000)],
])('a record that is %s', async (_, content) => {
  await runWith({ 'run.json': Buffer.from(content) });
  for (const args of readers) await refused(args, /run\.json/);
});

test('a run without weights says how to come by them', async () => {
  await runWith({ 'weights.safetensors': undefined });
  for (const args of readers) await refused(args, /train --resume/);
});

describe('rows to predict for', () => {
  test.each<[what: string, content: string | Uint8Array, says: RegExp]>([
    ['empty', '', /empty/],
    ['a header alone', 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n', /row/],
    ['ragged', 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n1,2,3,4\n1,2\n', /line 3/],
    ['words', 'sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n1,2,3,four\n', /"four" is not a number/],
    ['no text', Buffer.from([0xff, 0xfe, 0x80]), /UTF-8/],
  ])('that are %s', async (_, content, says) => {
    await runWith({});
    await writeFile('net.run/rows.csv', content);
    await refused(['predict', 'net.run', 'net.run/rows.csv'], says);
    await refused(['predict', 'net.run', 'net.run/rows.csv', '--code', 'ts', '--output', 'nowhere/x.ts'], /./);
  });

  test.each(['rows.npy', 'rows.npz', 'rows.idx'])('that are no %s', async (name) => {
    await runWith({});
    await writeFile(`net.run/${name}`, 'garbage');
    await refused(['predict', 'net.run', `net.run/${name}`], /rows/);
  });
});
