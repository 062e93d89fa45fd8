import { ChainruleError } from '@chainrule/core';
import Papa from 'papaparse';

/** One record of a CSV text and the line it starts on, counted from 1. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** How a CSV text is read, and what messages call it. */
export interface CsvOptions {
  /** What separates cells. Default: whichever of comma, semicolon and tab the header has most of. */
  readonly delimiter?: string;
  /** What messages call the text, a file's name for example. Default: `the CSV text`. */
  readonly source?: string;
}

/** The records of a CSV text without blank lines. Throws `input` for a quote that is not closed or stands in the middle of a cell. */
export function csvRecords(
  text: string,
  { delimiter = usualDelimiter(text), source = 'the CSV text' }: CsvOptions,
  operation: string,
): CsvRecord[] {
  const records: CsvRecord[] = [];
  // The parser leaves the byte order mark out of what it reads and counts.
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  let [line, from] = [1, 0];
  Papa.parse<string[]>(content, {
    delimiter,
    step({ data, errors, meta }) {
      const wrong = errors.find((error) => error.type === 'Quotes');
      if (wrong !== undefined)
        throw new ChainruleError('input', `line ${line} of ${source}: ${quoteProblems[wrong.code] ?? wrong.message}`, {
          operation,
          hint: 'a cell in quotes ends with a quote before the next separator; a quote inside it is written twice: ""',
        });
      if (data.length > 1 || data[0]!.trim() !== '') records.push({ cells: data, line });
      line += lineBreaks(content, from, meta.cursor);
      from = meta.cursor;
    },
  });
  return records;
}

const quoteProblems: Readonly<Record<string, string>> = {
  MissingQuotes: 'a quote is opened and never closed',
  InvalidQuotes: 'a closing quote is followed by more text in the same cell',
};

/** The separator that stands most often in the first line that is not blank, cells in quotes left out. */
function usualDelimiter(text: string): string {
  const header = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t'].map((candidate) => [candidate, header.split(candidate).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** How many lines end between two places of a text; `\r\n` ends one. */
function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}
