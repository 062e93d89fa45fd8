import { ChainruleError } from '@chainrule/core';
import type { Table } from '../table.js';
import type { DataSet } from '../data-set.js';
import { tableToDataSet, type TargetOption } from '../table-to-data-set.js';

/** How large batches are, and what to predict. */
export interface RebatchOptions extends TargetOption {
  /** Rows in a batch. */
  readonly size: number;
  /** Leave out a last batch that is smaller than the others. Default false. */
  readonly dropLast?: boolean;
}

/**
 * Batches of a chosen size from tables of any sizes, in their order; at most one batch and one table are held.
 *
 * Throws `argument` for a size that makes no batch, `unknown-name` for a target that is no column.
 *
 * @example
 * ```ts
 * import { csvStream, prefetch, rebatch } from '@chainrule/data';
 * const sizes: number[] = [];
 * for await (const { target } of prefetch(rebatch(csvStream(['x,y\n1,2\n3,4\n', '5,6\n']), { size: 2 }))) sizes.push(target.shape[0]!);
 * sizes; // → [2, 1]
 * ```
 */
export async function* rebatch(
  tables: AsyncIterable<Table> | Iterable<Table>,
  { size, dropLast = false, ...options }: RebatchOptions,
): AsyncGenerator<DataSet, void, undefined> {
  if (!Number.isInteger(size) || size < 1)
    throw new ChainruleError('argument', `the batch size is ${size}`, { operation: 'rebatch', hint: 'size is a positive integer' });
  let kept: Table | undefined;
  for await (const table of tables) {
    const whole: Table =
      kept === undefined
        ? table
        : { ...table, rows: kept.rows + table.rows, columns: table.columns.map((column, j) => joined(kept!.columns[j]!, column)) };
    let from = 0;
    for (; from + size <= whole.rows; from += size) yield tableToDataSet(rowsOf(whole, from, from + size), options);
    kept = rowsOf(whole, from, whole.rows);
  }
  if (kept !== undefined && kept.rows > 0 && !dropLast) yield tableToDataSet(kept, options);
}

const joined = (a: Float64Array, b: Float64Array): Float64Array => {
  const whole = new Float64Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
};

const rowsOf = (table: Table, from: number, to: number): Table => ({
  ...table,
  rows: to - from,
  columns: table.columns.map((column) => column.slice(from, to)),
});
