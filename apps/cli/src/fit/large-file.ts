import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ndarray } from '@chainrule/core';
import { csvStream, rebatch, type DataSet } from '@chainrule/data';

/** A larger file is read in pieces, more than once, and never held as a whole. */
export const largeFile = 16 * 1024 * 1024;

export const isLarge = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).size > largeFile;
  } catch {
    return false; // Reading it will say what is wrong.
  }
};

/** Batches of the rows of a CSV file, in their order, from its beginning. */
export const batchesOfFile = (path: string, size: number, target: string | undefined): AsyncGenerator<DataSet, void, undefined> =>
  rebatch(csvStream(createReadStream(path, { highWaterMark: 256 * 1024 }), { source: path }), {
    size,
    ...(target !== undefined && { target }),
  });

/** Which rows of a batch are for the test: every fifth of the file, as elsewhere. */
export function splitBatch(batch: DataSet, firstRow: number): { readonly train: DataSet; readonly test: DataSet } {
  const all = Array.from({ length: batch.target.shape[0]! }, (_, i) => i);
  const some = (fits: (i: number) => boolean): DataSet => {
    const chosen = ndarray(Int32Array.from(all.filter(fits)));
    return { ...batch, features: batch.features.take(chosen), target: batch.target.take(chosen) };
  };
  const isTest = (i: number): boolean => (firstRow + i) % 5 === 4;
  return { train: some((i) => !isTest(i)), test: some(isTest) };
}

/** An even selection of rows that come in order: at most `most`, at least half as many where there are so many. */
export class EvenSample {
  readonly #most: number;
  #every = 1;
  #seen = 0;
  #features: Float64Array[] = [];
  #target: number[] = [];
  #like: DataSet | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  add(rows: DataSet): void {
    this.#like ??= rows;
    const { features, target } = rows;
    const [count, columns] = features.shape as [number, number];
    for (let i = 0; i < count; i++, this.#seen++) {
      if (this.#seen % this.#every !== 0) continue;
      this.#features.push(Float64Array.from(features.data.slice(i * columns, (i + 1) * columns)));
      this.#target.push(target.data[i]!);
      if (this.#target.length < this.#most) continue;
      this.#every *= 2;
      this.#features = this.#features.filter((_, k) => k % 2 === 0);
      this.#target = this.#target.filter((_, k) => k % 2 === 0);
    }
  }

  /** How many rows there were. */
  get seen(): number {
    return this.#seen;
  }

  /** The rows that were kept. */
  rows(source: string): DataSet {
    const columns = this.#like!.names.length;
    const flat = new Float64Array(this.#features.length * columns);
    this.#features.forEach((row, i) => flat.set(row, i * columns));
    return {
      ...this.#like!,
      source,
      features: ndarray(flat, { shape: [this.#features.length, columns] }),
      target: ndarray(Float64Array.from(this.#target)),
    };
  }
}
