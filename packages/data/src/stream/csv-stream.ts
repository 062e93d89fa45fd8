import { ChainruleError } from '@chainrule/core';
import type { CsvOptions } from '../csv/records.js';
import { readTable } from '../csv/read-table.js';
import type { Table } from '../table.js';

/**
 * The rows of a CSV text that is too long to be held, as tables of the complete rows of each piece that arrives; the first line is the header.
 *
 * Pieces are bytes in UTF-8 or text and may end anywhere, in a cell or a character. Only one unfinished row is kept between pieces: one longer
 * than `longestRow` characters (default a million) is refused, as a quote that is never closed would make it. Throws what `readTable` throws;
 * lines are counted within the piece.
 *
 * @example
 * ```ts
 * import { csvStream } from '@chainrule/data';
 * async function* pieces() { yield* ['x,y\n1,', '2\n3,4\n5', ',6']; }
 * const rows: number[] = [];
 * for await (const table of csvStream(pieces())) rows.push(...table.columns[1]!);
 * rows; // → [2, 4, 6]
 * ```
 */
export async function* csvStream(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  { longestRow = 1_000_000, ...options }: CsvOptions & { readonly longestRow?: number } = {},
): AsyncGenerator<Table, void, undefined> {
  const source = options.source ?? 'the CSV text';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let header: string | undefined;
  let rest = '';
  let count = 0;
  const tableOf = (rows: string): Table =>
    readTable(`${header!}\n${rows}`, { ...options, source: `piece ${count} of ${source}` }, 'csvStream');
  const textOf = (piece?: string | Uint8Array): string => {
    if (typeof piece === 'string') return piece;
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new ChainruleError('input', `${source} is not text in UTF-8`, { operation: 'csvStream', hint: 'save it as UTF-8', cause });
    }
  };
  for await (const piece of pieces) {
    count++;
    rest += textOf(piece);
    const end = lastRowEnd(rest);
    if (rest.length - end > longestRow)
      throw new ChainruleError('limit', `a row of ${source} has more than ${longestRow} characters`, {
        operation: 'csvStream',
        hint: 'is a quote not closed? if not, give a larger longestRow',
      });
    let complete = rest.slice(0, end);
    rest = rest.slice(end);
    if (header === undefined && complete !== '') [header, complete] = splitHeader(complete);
    if (header !== undefined && complete.trim() !== '') yield tableOf(complete);
  }
  rest += textOf();
  if (header === undefined) [header, rest] = splitHeader(rest);
  if (rest.trim() !== '') yield tableOf(rest);
}

/** Where the rows that are complete end: after each line break that is not within quotes. */
function* rowEnds(text: string): Generator<number, void, undefined> {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) quoted = !quoted;
    else if (!quoted && c === 10) yield i + 1;
  }
}

function lastRowEnd(text: string): number {
  let last = 0;
  for (const end of rowEnds(text)) last = end;
  return last;
}

/** The first row that is not blank, without its line feed (a carriage return stays: all lines of a text end alike), and what follows. */
function splitHeader(text: string): [string, string] {
  const content = text.trimStart();
  const end = rowEnds(content).next().value ?? content.length;
  return [content.slice(0, end).replace(/\n$/, ''), content.slice(end)];
}
