import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, relu } from '@chainrule/core';
import { moons } from '@chainrule/data';
import { adam } from '@chainrule/optim';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linear } from '../layers/linear.js';
import { sequential } from '../layers/sequential.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { fileStorage, type FileSystem } from './file-storage.js';
import { train } from './train.js';

let folder = '';
beforeAll(async () => void (folder = await fs.mkdtemp(join(tmpdir(), 'chainrule-files-'))));
afterAll(() => fs.rm(folder, { recursive: true }));

/** The file system, until the power fails: from the given operation on nothing is done any more, and of a file being written half arrives. */
function failingAt(operation: number): FileSystem & { count(): number } {
  let count = 0;
  const alive = (): void => {
    if (++count >= operation) throw new Error('the power failed');
  };
  return {
    count: () => count,
    mkdir: async (path, options) => (alive(), fs.mkdir(path, options)),
    readFile: async (path) => (alive(), fs.readFile(path)),
    rename: async (from, to) => (alive(), fs.rename(from, to)),
    open: async (path, flags) => {
      alive();
      const file = await fs.open(path, flags);
      return {
        writeFile: async (data) => {
          if (count + 1 >= operation) await file.writeFile(data.subarray(0, data.length >> 1));
          alive();
          await file.writeFile(data);
        },
        sync: async () => (alive(), file.sync()),
        close: () => file.close(),
      };
    },
  };
}

test('whenever the power fails, there are the old bytes or the new ones', async () => {
  const path = join(folder, 'power');
  const [before, after] = [new Uint8Array(1000).fill(1), new Uint8Array(900).fill(2)];
  const found = new Set<number>();
  const whole = failingAt(Infinity);
  await fileStorage(path, whole).write('run', before);
  for (let at = 1; at <= whole.count() + 1; at++) {
    const storage = fileStorage(path, fs);
    await storage.write('run', before);
    await fileStorage(path, failingAt(at))
      .write('run', after)
      .catch(() => undefined);
    const bytes = (await storage.read('run'))!;
    expect([before, after].some((expected) => Buffer.from(expected).equals(bytes))).toBe(true);
    found.add(bytes.length);
  }
  expect([...found]).toEqual([1000, 900]);
});

test('refuses names that lead elsewhere, and says what the system says', async () => {
  const storage = fileStorage(join(folder, 'names'), fs);
  for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', 'c:x'])
    await expect(storage.read(name)).rejects.toMatchObject({ code: 'argument', operation: 'fileStorage' });
  expect(await storage.read('nothing')).toBeUndefined();
  await fs.writeFile(join(folder, 'a-file'), '');
  await expect(fileStorage(join(folder, 'a-file'), fs).write('x', Uint8Array.of(1))).rejects.toMatchObject({ code: 'input' });
  await fs.mkdir(join(folder, 'names', 'a-folder'), { recursive: true });
  await expect(storage.read('a-folder')).rejects.toThrow('cannot read');
});

test('training goes on from the one before when the newest file is torn or altered, and says so', async () => {
  const model = sequential(linear(2, 4), relu, linear(4, 2));
  const options = {
    model,
    loss: crossEntropy,
    data: moons(key(0), { count: 40 }),
    optimizer: adam(),
    batchSize: 10,
    epochs: 3,
    key: key(1),
  };
  const whole = await train(options);
  const storage = fileStorage(join(folder, 'run'), fs);
  const checkpoint = { storage, every: 5 };
  await train({ ...options, checkpoint, stop: ({ step }) => step === 10 });
  const newest = (await storage.read('checkpoint'))!;
  const damaged = [
    newest.slice(0, newest.length >> 1),
    newest.slice(0, 0),
    ...[20, newest.length - 3].map((at) => newest.with(at, newest[at]! ^ 1)),
  ];
  for (const bytes of damaged) {
    const copy = fileStorage(join(folder, `copy-${damaged.indexOf(bytes)}`), fs);
    await copy.write('checkpoint', bytes);
    await copy.write('checkpoint.previous', (await storage.read('checkpoint.previous'))!);
    const { reason, params } = await train({ ...options, checkpoint: { storage: copy, every: 5 } });
    expect(reason).toContain('went on from the one before, of step 5');
    expect(params[2].weight.dataSync()).toEqual(whole.params[2].weight.dataSync());
    expect((await train({ ...options, checkpoint: { storage: copy, every: 5 } })).reason).toBe('All 3 epochs are done.');
  }
  const alone = fileStorage(join(folder, 'alone'), fs);
  await alone.write('checkpoint', damaged[2]!);
  await expect(train({ ...options, checkpoint: { storage: alone, every: 5 } })).rejects.toMatchObject({ code: 'input' });
});
