import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table } from '../table.js';
import { readTable } from '../csv/read-table.js';
import { csvStream } from './csv-stream.js';
import { prefetch } from './prefetch.js';
import { rebatch } from './rebatch.js';

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}
const columnsOf = (tables: readonly Table[]): number[][] =>
  (tables[0]?.columns ?? []).map((_, j) => tables.flatMap((table) => [...table.columns[j]!]));

test('a text in pieces of any kind gives the rows of the whole', async () => {
  const text = '\ufeff"naïve,\r\nx",y\r\n1,2\r\n\r\n"3\r\n",4\r\n5,6e1\r\n-7,.5';
  const bytes = new TextEncoder().encode(text);
  const whole = readTable(text).columns.map((column) => [...column]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 8 }), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((end, i) => bytes.slice(at[i], end));
      expect(columnsOf(await collect(csvStream(pieces)))).toEqual(whole);
    }),
  );
});

test('a file larger than what is held: the rows kept are bounded', async () => {
  let made = 0;
  function* pieces(): Generator<string> {
    yield 'x,y\n';
    for (; made < 2000; made++) yield `${made},${2 * made}\n`.repeat(50);
  }
  let [rows, most] = [0, 0];
  for await (const { features } of prefetch(rebatch(csvStream(pieces()), { size: 64 }), { ahead: 3 })) {
    rows += features.shape[0]!;
    most = Math.max(most, made * 50 - rows);
  }
  expect(rows).toBe(100_000);
  expect(most).toBeLessThan(64 * 3 + 50 * 6);
});

test.each([
  [
    'a quote that is never closed',
    () => csvStream(['x\n"', '1'.repeat(200), '2'.repeat(200)], { longestRow: 100 }),
    'more than 100 characters',
  ],
  ['bytes that are no UTF-8', () => csvStream([Uint8Array.of(0x78, 10, 0xff, 10)]), 'not text in UTF-8'],
  ['text that is no number', () => csvStream(['x\n1\n', 'two\n']), 'piece 2 of the CSV text, column "x": "two" is not a number'],
  ['a batch of no rows', () => rebatch(csvStream(['x,y\n1,2\n']), { size: 0 }), 'the batch size is 0'],
])('%s is refused', async (_, make, says) => {
  await expect(collect<unknown>(make())).rejects.toThrow(says);
});

test('batches hold every row in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (sizes, size, dropLast) => {
        let next = 0;
        const tables = sizes.map((rows): Table => {
          const x = Float64Array.from({ length: rows }, () => next++);
          return { names: ['x', 'y'], columns: [x, x], rows, source: 'test' };
        });
        const given = (await collect(rebatch(tables, { size, dropLast }))).map(({ target }) => [...target.data]);
        const all = Array.from({ length: dropLast ? next - (next % size) : next }, (_, i) => i);
        expect(given.flat()).toEqual(all);
        given.slice(0, -1).forEach((batch) => expect(batch.length).toBe(size));
      },
    ),
  );
});

describe('prefetch', () => {
  test('reads ahead by no more than it is told', async () => {
    let [asked, used] = [0, 0];
    async function* source(): AsyncGenerator<number> {
      while (asked < 50) yield await Promise.resolve(asked++);
    }
    for await (const item of prefetch(source(), { ahead: 4 })) {
      expect(item).toBe(used++);
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(asked - used).toBeLessThanOrEqual(4);
    }
    expect(used).toBe(50);
  });
  test('gives the error where its item would have come, and tells the source when the reader stops', async () => {
    let closed = 0;
    async function* source(): AsyncGenerator<number> {
      try {
        yield 1;
        yield await Promise.resolve(2);
        throw new Error('disk');
      } finally {
        closed++;
      }
    }
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const item of prefetch(source(), { ahead: 3 })) seen.push(item);
      })(),
    ).rejects.toThrow('disk');
    expect(seen).toEqual([1, 2]);
    for await (const item of prefetch(source(), { ahead: 1 })) if (item === 1) break;
    expect(closed).toBe(2);
  });
  test('refuses to read nothing ahead', () => {
    expect(() => prefetch([1], { ahead: 0 })).toThrow('ahead is 0');
  });
});
