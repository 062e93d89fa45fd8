import { gzipSync } from 'node:zlib';
import { writeFile } from 'node:fs/promises';
import { ndarray } from '@chainrule/core';
import { writeNpz } from '@chainrule/data';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from './output/exit-codes.js';
import { chainrule, inFolder } from './test-support/run-in-test.js';

let leave: () => Promise<void>;
beforeAll(async () => void (leave = await inFolder()));
afterAll(() => leave());

const zeros = (count: number): Uint8Array => new Uint8Array(count);
const npz = writeNpz({ features: ndarray([[1], [2]]), target: ndarray([1, 2]) });
/** An IDX file of bytes that says it has this many. */
const idx = (says: number, has: number): Uint8Array => {
  const head = zeros(8);
  head.set([0, 0, 8, 1]);
  new DataView(head.buffer).setUint32(4, says);
  return Buffer.concat([head, zeros(has)]);
};
const config = (data: object): string =>
  JSON.stringify({ data, model: [{ name: 'linear', inputs: 1, outputs: 1 }], loss: 'mse', optimizer: 'adam', epochs: 1 });
const twoOf = (file: string): object => ({ features: file, target: file });
const inside = (file: string): object => ({ file, features: 'features', target: 'target' });

interface Hostile {
  readonly file: string;
  readonly content: string | Uint8Array;
  /** What a config says of the file; without it, the file is the command's own. */
  readonly data?: object;
  readonly says: RegExp;
}
const table: Readonly<Record<string, Hostile>> = {
  'a ragged row': { file: 'a.csv', content: 'a,b\n1,2\n3\n', says: /line 3 of a\.csv has 1 cell/ },
  'a NUL byte': { file: 'a.csv', content: 'a,b\n1,\0\n', says: /line 2 of a\.csv, column "b": "\\u0000" is not a number/ },
  'words for the terminal': { file: 'a.csv', content: 'a,b\n1,\u001b[2J\n', says: /"\\u001b\[2J" is not a number/ },
  'an empty file': { file: 'a.csv', content: '', says: /is empty/ },
  'bytes that are no text': { file: 'a.csv', content: Buffer.from([0xff, 0xfe, 0x80]), says: /not text in UTF-8/ },
  'arrays cut off': { file: 'a.npz', content: npz.subarray(0, 90), data: inside('a.npz'), says: /not a \.npz file, or its end is cut off/ },
  'the wrong magic number': { file: 'a.npz', content: 'garbage', data: inside('a.npz'), says: /not a \.npz file/ },
  'a size that is not there': { file: 'a.idx', content: idx(4e9, 3), data: twoOf('a.idx'), says: /a\.idx/ },
  'a file packed a thousandfold that says it is small': {
    file: 'a.idx.gz',
    content: gzipSync(idx(10, 50_000_000)),
    data: twoOf('a.idx.gz'),
    says: /does not unpack/,
  },
  'the same that says it is large': {
    file: 'a.idx.gz',
    content: gzipSync(idx(4e9, 1_000_000)),
    data: twoOf('a.idx.gz'),
    says: /a\.idx\.gz/,
  },
};

const before = process.memoryUsage().rss;
test.each(Object.entries(table))('%s is refused with its reason', async (_, { file, content, data, says }) => {
  await writeFile(file, content);
  await writeFile('config.json', data ? config(data) : '');
  for (const command of data
    ? [
        ['train', 'config.json'],
        ['diagnose', 'config.json'],
      ]
    : [['fit', file]]) {
    const { code, notes, out } = await chainrule(...command);
    expect(code, notes).toBe(exitCodes.input);
    expect(notes + out).toMatch(says);
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(notes).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
});

test.each(['[', '{"a":'])('a config of a hundred thousand %s is refused', async (open) => {
  await writeFile('deep.json', open.repeat(100_000));
  for (const command of ['train', 'predict', 'diagnose', 'export']) {
    const { code, notes } = await chainrule(command, 'deep.json', ...(command === 'export' ? ['onnx'] : []));
    expect(code, notes).toBe(exitCodes.input);
  }
});
