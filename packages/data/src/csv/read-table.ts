import { ChainruleError, type ErrorDetails } from '@chainrule/core';
import type { Table } from '../table.js';
import { csvRecords, type CsvOptions, type CsvRecord } from './records.js';

/**
 * The named columns of numbers in a CSV text (RFC 4180): a header row, then one row of numbers per line.
 *
 * Quotes, CRLF, a byte order mark and blank lines are understood; bytes are UTF-8. Throws `input`, naming line and column,
 * for a text without rows, a row that is longer or shorter than the header, an empty cell, text that is not a number,
 * NaN or infinity, a column without a name or with another's.
 *
 * @example
 * ```ts
 * import { readTable } from '@chainrule/data';
 * const table = readTable('size,price\n50,150\n80,240\n');
 * table.names; // → ['size', 'price']
 * table.columns[1]; // → [150, 240]
 * readTable('size,price\n50,150\n80,cheap\n'); // → throws line 3 of the CSV text, column "price": "cheap" is not a number
 * ```
 */
export function readTable(content: string | Uint8Array, options: CsvOptions = {}, operation = 'readTable'): Table {
  const source = options.source ?? 'the CSV text';
  const refuse = (problem: string, hint?: string): never => {
    throw new ChainruleError('input', problem, { operation, ...(hint === undefined ? {} : { hint }) } satisfies ErrorDetails);
  };
  const text = typeof content === 'string' ? content : decode(content, source, operation);
  const [header, ...rows] = csvRecords(text, options, operation);
  if (header === undefined) return refuse(`${source} is empty`, 'a header row is needed, then a row of numbers for each example');
  const names = header.cells.map((cell) => cell.trim());
  checkHeader(names, header.line, source, refuse);
  if (rows.length === 0) refuse(`${source} has a header but no rows`);

  const columns = names.map(() => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    if (row.cells.length !== names.length) refuse(...ragged(row, names, source));
    row.cells.forEach((cell, j) => {
      const value = numberIn(cell);
      if (!Number.isFinite(value)) refuse(...noNumber(cell, `line ${row.line} of ${source}, column "${names[j]!}"`));
      columns[j]![i] = value;
    });
  });
  return { names, columns, rows: rows.length, source };
}

type Refuse = (problem: string, hint?: string) => never;

function decode(bytes: Uint8Array, source: string, operation: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ChainruleError('input', `${source} is not text in UTF-8`, { operation, hint: 'save it as UTF-8', cause });
  }
}

function checkHeader(names: readonly string[], line: number, source: string, refuse: Refuse): void {
  const unnamed = names.indexOf('');
  if (unnamed !== -1) refuse(`line ${line} of ${source}: column ${unnamed + 1} has no name`);
  const repeated = names.findIndex((name, i) => names.indexOf(name) < i);
  if (repeated !== -1)
    refuse(
      `line ${line} of ${source}: columns ${names.indexOf(names[repeated]!) + 1} and ${repeated + 1} are both named "${names[repeated]!}"`,
    );
  if (names.every((name) => Number.isFinite(numberIn(name))))
    refuse(`line ${line} of ${source} is numbers, not the names of columns`, 'put a header row on top');
}

function ragged({ cells, line }: CsvRecord, names: readonly string[], source: string): [string, string] {
  const cellCount = `${cells.length} cell${cells.length === 1 ? '' : 's'}`;
  const where =
    cells.length < names.length
      ? `nothing for column ${cells.length + 1} "${names[cells.length]!}"`
      : `column ${names.length + 1} ("${cells[names.length]!}") has no name in the header`;
  return [
    `line ${line} of ${source} has ${cellCount}, the header ${names.length}: ${where}`,
    'every row needs one cell per column of the header',
  ];
}

function noNumber(cell: string, where: string): [string, string?] {
  const trimmed = cell.trim();
  if (trimmed === '') return [`${where}: the cell is empty`, 'fill it in, or leave the row out'];
  if (/^[+-]?(nan|na|null|none|inf(inity)?)$/i.test(trimmed)) return [`${where}: "${trimmed}" is not a finite number`, 'leave the row out'];
  const comma = /^[+-]?\d+,\d+$/.test(trimmed);
  return [`${where}: "${shorten(trimmed)}" is not a number`, comma ? 'write decimals with a point' : undefined];
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Decimal numbers only: not the hexadecimal or empty texts that `Number` takes. */
const numberIn = (cell: string): number => (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(cell) ? Number(cell) : NaN);
