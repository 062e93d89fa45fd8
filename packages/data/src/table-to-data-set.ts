import { ChainruleError, didYouMean, ndarray } from '@chainrule/core';
import type { DataSet } from './data-set.js';
import type { Table } from './table.js';

/** Which column of a table is to be predicted. */
export interface TargetOption {
  /** The column to predict. Default: the last. */
  readonly target?: string;
}

/**
 * Splits a table into the column to predict and the columns to predict it from.
 *
 * Throws `unknown-name` for a target that is no column (with the nearest name), `input` when no column is left to predict from.
 *
 * @example
 * ```ts
 * import { readTable, tableToDataSet } from '@chainrule/data';
 * tableToDataSet(readTable('x,y\n1,2\n3,4\n')).features.toString(); // → '[[1],\n [3]]'
 * ```
 */
export function tableToDataSet(table: Table, { target }: TargetOption = {}, operation = 'readCsv'): DataSet {
  const { names, columns, rows, source } = table;
  const at = target === undefined ? names.length - 1 : names.indexOf(target);
  if (at === -1)
    throw new ChainruleError('unknown-name', `the target "${target ?? ''}" is not a column${didYouMean(target ?? '', names)}`, {
      operation,
      hint: `the columns are ${names.join(', ')}`,
    });
  const kept = columns.filter((_, i) => i !== at);
  if (kept.length === 0)
    throw new ChainruleError('input', `${source} has only the column "${names[at]!}", nothing to predict it from`, {
      operation,
      hint: 'a table needs at least two columns: one or more features, and the target',
    });
  const features = new Float64Array(rows * kept.length);
  kept.forEach((column, j) => column.forEach((x, i) => (features[i * kept.length + j] = x)));
  return {
    features: ndarray(features, { shape: [rows, kept.length] }),
    target: ndarray(columns[at]!),
    names: names.filter((_, i) => i !== at),
    targetName: names[at]!,
    source,
  };
}
