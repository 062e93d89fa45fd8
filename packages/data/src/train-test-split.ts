import { ChainruleError, ndarray } from '@chainrule/core';
import type { DataSet } from './data-set.js';

/** Which rows are held back for the test. */
export interface SplitOptions {
  /** Rows 0, n, 2n, … are kept for the test. Default 5. */
  readonly every?: number;
}

/**
 * Keeps every fifth row for the test, beginning with the first: the same rows every time, without drawing lots.
 *
 * Throws `input` when a part would be empty, `argument` for `every` below 2.
 *
 * @example
 * ```ts
 * import { diabetes, trainTestSplit } from '@chainrule/data';
 * const { train, test } = trainTestSplit(diabetes());
 * [train.target.shape, test.target.shape]; // → [[353], [89]]
 * ```
 */
export function trainTestSplit(data: DataSet, { every = 5 }: SplitOptions = {}): { train: DataSet; test: DataSet } {
  if (!Number.isInteger(every) || every < 2)
    throw new ChainruleError('argument', `every is ${every}`, { operation: 'trainTestSplit', hint: 'every is an integer of at least 2' });
  const rows = Array.from({ length: data.target.shape[0]! }, (_, i) => i);
  if (rows.length < 2)
    throw new ChainruleError(
      'input',
      `${data.source} has ${rows.length === 1 ? 'one row' : 'no rows'}: too few to train on some and test on others`,
      {
        operation: 'trainTestSplit',
        hint: 'at least two rows are needed',
      },
    );
  const pick = (wanted: (row: number) => boolean): DataSet => {
    const indices = ndarray(Int32Array.from(rows.filter(wanted)));
    return { ...data, features: data.features.take(indices), target: data.target.take(indices) };
  };
  return { train: pick((row) => row % every !== 0), test: pick((row) => row % every === 0) };
}
