import { ChainruleError, ndarray } from '@chainrule/core';
import { readCsv, type DataSet } from '@chainrule/data';

const [mostLetters, mostRows, mostFeatures, mostClasses] = [300_000, 5000, 12, 6];

/** The reader's table: features, and in the last column a class, as a number. Throws `input` for what cannot be learned here. */
export function ownRows(csv: string): DataSet {
  if (csv.length > mostLetters)
    refuse(`the table has ${csv.length} letters`, `at most ${mostLetters} are read here; chainrule train takes more`);
  const read = readCsv(csv, { source: 'the table' });
  const [rows, features] = read.features.shape as [number, number];
  if (rows > mostRows) refuse(`the table has ${rows} rows`, `at most ${mostRows} are read here; chainrule train takes more`);
  if (features > mostFeatures) refuse(`the table has ${features} features`, `at most ${mostFeatures} can be drawn here`);
  const found = [...new Set(read.target.data)].sort((a, b) => a - b);
  if (found.length < 2)
    refuse(`"${read.targetName}", the last column, is the same everywhere`, 'it is to hold the class of each row, as a number');
  if (found.length > mostClasses)
    refuse(
      `"${read.targetName}", the last column, has ${found.length} different values`,
      `it is to hold the class of each row, one of at most ${mostClasses} numbers`,
    );
  return {
    ...read,
    target: ndarray(Float64Array.from(read.target.data, (value) => found.indexOf(value))),
    classes: found.map((value) => `${read.targetName} ${value}`),
  };
}

function refuse(problem: string, hint: string): never {
  throw new ChainruleError('input', problem, { operation: 'lab', hint });
}
