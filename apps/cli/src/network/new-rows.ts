import { ChainruleError, didYouMean, ndarray, type NdArray } from '@chainrule/core';
import { readTable, type Table } from '@chainrule/data';
import { bytesOf } from '../output/read-file.js';
import { readArray, readArrays } from './array-files.js';
import { prepare, type Preparation } from './preparation.js';

/** Rows to predict for, prepared; and what is true of them, where the file says so. */
export interface NewRows {
  readonly features: NdArray;
  readonly target?: NdArray;
}

/** The rows of a file: a table with the columns that the network was trained on, or an array. Throws `input` for a column that is not there. */
export async function newRows(path: string, preparation: Preparation): Promise<NewRows> {
  if (/\.npz$/.test(path)) return { features: prepare((await readArrays(path, { features: 'features' })).features, preparation) };
  if (!/\.(csv|tsv|txt)$/.test(path)) return { features: prepare(await readArray(path), preparation) };
  const table = readTable(await bytesOf(path, { operation: 'predict' }), { source: path }, 'predict');
  const { names, targetName } = preparation;
  const wanted = names ?? table.names.filter((name) => name !== targetName);
  const columns = wanted.map((name) => column(table, name));
  const features = new Float64Array(table.rows * columns.length);
  columns.forEach((values, j) => values.forEach((x, i) => (features[i * columns.length + j] = x)));
  return {
    features: prepare(ndarray(features, { shape: [table.rows, columns.length] }), preparation),
    ...(targetName !== undefined && table.names.includes(targetName) && { target: ndarray(column(table, targetName)) }),
  };
}

function column({ names, columns, source }: Table, name: string): Float64Array {
  const at = names.indexOf(name);
  if (at >= 0) return columns[at]!;
  throw new ChainruleError('input', `${source} has no column "${name}"${didYouMean(name, names)}, which the network was trained on`, {
    operation: 'predict',
    hint: `its columns are ${names.join(', ')}`,
  });
}
