// The rows that every task learns from, and those it is judged by: every fifth.
import { readFileSync } from 'node:fs';
import { ndarray, uniform, type Key, type NdArray } from '@chainrule/core';
import { readCsv, standardize, trainTestSplit, type DataSet } from '@chainrule/data';

export interface Rows {
  readonly features: NdArray;
  readonly target: NdArray;
}
export interface Split {
  readonly train: Rows;
  readonly test: Rows;
}

export const file = (name: string): string => readFileSync(new URL(`../../../reference/data/${name}`, import.meta.url), 'utf8');

/** Features as they are, or divided by their largest. */
export function plain(data: DataSet, by = 1): Split {
  const { train, test } = trainTestSplit(data);
  return { train: { ...train, features: train.features.div(by) }, test: { ...test, features: test.features.div(by) } };
}

/** Features with mean 0 and deviation 1 on the rows learned from. */
export function scaled(data: DataSet): Split {
  const { train, test } = trainTestSplit(data);
  const { features, apply } = standardize(train.features);
  return { train: { features, target: train.target }, test: { features: apply(test.features), target: test.target } };
}

const image = ({ features, target }: Rows): Rows => ({ features: features.reshape([features.shape[0]!, 1, 8, 8]), target });
export const images = ({ train, test }: Split): Split => ({ train: image(train), test: image(test) });

const upright = ({ features, target }: Rows): Rows => ({ features, target: target.reshape([target.shape[0]!, 1]) });
/** The target as a column, as a linear layer gives it. */
export const column = ({ train, test }: Split): Split => ({ train: upright(train), test: upright(test) });

export const spiral = (name: string): Split => plain(readCsv(file(name)));

export const ratings = (): Split => plain(readCsv(file('ratings.csv'), { target: 'rating' }));

/** Windows of 64 letters and the letter after each: drawn at random from the first nine tenths of the text, and all of the last tenth. */
export function characters(count: number, key: Key): Split {
  const codes = Int32Array.from(file('markov2.txt').trim(), (letter) => letter.charCodeAt(0) - 97);
  const known = Math.floor(codes.length * 0.9);
  const windows = (starts: readonly number[]): Rows => {
    const from = (shift: number): NdArray =>
      ndarray(Int32Array.from(starts.flatMap((start) => [...codes.subarray(start + shift, start + shift + 64)])), {
        shape: [starts.length, 64],
      });
    return { features: from(0), target: from(1) };
  };
  return {
    train: windows(Array.from(uniform(key, [count]).data, (u) => Math.floor(u * (known - 65)))),
    test: windows(Array.from({ length: Math.floor((codes.length - known - 1) / 64) }, (_, i) => known + 64 * i)),
  };
}
