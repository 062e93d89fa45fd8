import type { Table } from '../command/command.js';

const cellText = (cell: Table['rows'][number][number]): string => (cell === undefined ? '' : String(cell));

/** Rows as comma-separated values, RFC 4180: quotes only where they are needed. */
export function csvText({ columns, rows }: Table): string {
  const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [columns, ...rows].map((row) => row.map((cell) => quoted(cellText(cell))).join(',')).join('\n');
}

/** Rows as a table of Markdown. */
export function markdownTable({ columns, rows }: Table): string {
  const escaped = (cell: string): string => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(escaped)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => escaped(cellText(cell))))),
  ].join('\n');
}

/** Each row as an object, cells that are missing left out. */
export const rowObjects = ({ columns, rows }: Table): Readonly<Record<string, unknown>>[] =>
  rows.map((row) => Object.fromEntries(row.flatMap((cell, i) => (cell === undefined ? [] : [[columns[i]!, cell]]))));
