// Writes packages/data/src/sets/columns/*.ts, the bundled form of the CSV files in this folder: one text per column, which compresses
// better than rows, and for the digits one character per pixel.
//   node tooling/reference/data/write-columns.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const target = join(here, '../../../packages/data/src/sets/columns');

const rowsOf = (name) => {
  const [header, ...rows] = readFileSync(join(here, `${name}.csv`), 'utf8').trim().split('\n');
  return { names: header.split(','), rows: rows.map((row) => row.split(',')) };
};
const write = (file, lines) => writeFileSync(join(target, `${file}.ts`), `// Written by tooling/reference/data/write-columns.mjs.\n${lines.join('\n')}\n`);

for (const [name, file] of [
  ['iris', 'iris'],
  ['wine', 'wine'],
  ['breast_cancer', 'breast-cancer'],
  ['diabetes', 'diabetes'],
]) {
  const { names, rows } = rowsOf(name);
  write(file, [
    `import type { Columns } from '../columns.js';`,
    '',
    `/** The numbers of each column, the target last. */`,
    `export const columns: Columns = [`,
    ...names.map((column, i) => `  ['${column}', '${rows.map((row) => row[i].replace(/^(-?)0\./, '$1.')).join(' ')}'],`),
    `];`,
  ]);
}

const { rows } = rowsOf('digits');
write('digits', [
  `/** 64 pixels of each image, 0 … 16 written as 0 … g. */`,
  `export const pixels: string =`,
  `  '${rows.map((row) => row.slice(0, 64).map((n) => Number(n).toString(17)).join('')).join('')}';`,
  '',
  `/** The digit each image shows. */`,
  `export const labels: string = '${rows.map((row) => row[64]).join('')}';`,
]);
