import type { DataSet } from '../data-set.js';
import { tableToDataSet, type TargetOption } from '../table-to-data-set.js';
import { readTable } from './read-table.js';
import type { CsvOptions } from './records.js';

/**
 * The data set in a CSV text: a header row, then one example per row; the target is the named column, or the last.
 *
 * Throws what `readTable` throws, and `unknown-name` for a target that is no column.
 *
 * @example
 * ```ts
 * import { readCsv } from '@chainrule/data';
 * const houses = readCsv('price,size,age\n150,50,3\n240,80,1\n', { target: 'price' });
 * houses.names; // → ['size', 'age']
 * houses.features.toString(); // → '[[50, 3],\n [80, 1]]'
 * houses.target.toString(); // → '[150, 240]'
 * ```
 */
export function readCsv(content: string | Uint8Array, options: CsvOptions & TargetOption = {}): DataSet {
  return tableToDataSet(readTable(content, options, 'readCsv'), options);
}
