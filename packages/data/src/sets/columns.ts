import { tableToDataSet } from '../table-to-data-set.js';
import type { DataSet } from '../data-set.js';

/** The name of each column and its numbers, separated by spaces. */
export type Columns = readonly (readonly [name: string, numbers: string])[];

/** The data set of bundled columns, the target last. */
export function fromColumns(columns: Columns, source: string, classes?: readonly string[]): DataSet {
  const numbers = columns.map(([, text]) => Float64Array.from(text.split(' '), Number));
  const table = { names: columns.map(([name]) => name), columns: numbers, rows: numbers[0]!.length, source };
  return { ...tableToDataSet(table), ...(classes && { classes }) };
}
