import type { Expr } from '@chainrule/core';
import { toLatex, toText } from '@chainrule/symbolic';

/** Formulas as a column. */
export const vectorLatex = (parts: readonly Expr[]): string => matrixLatex(parts.map((part) => [part]));

export const matrixLatex = (rows: readonly (readonly Expr[])[]): string =>
  `\\begin{pmatrix} ${rows.map((row) => row.map((entry) => toLatex(entry)).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`;

/** Rows of texts or numbers between brackets, columns aligned. */
export function matrixText(rows: readonly (readonly (Expr | number)[])[]): string {
  const cells = rows.map((row) => row.map((entry) => (typeof entry === 'number' ? String(entry) : toText(entry))));
  const widths = cells[0]!.map((_, j) => Math.max(...cells.map((row) => row[j]!.length)));
  return cells
    .map((row, i) => {
      const [left, right] = rows.length === 1 ? '[]' : i === 0 ? '⎡⎤' : i === rows.length - 1 ? '⎣⎦' : '⎢⎥';
      return `${left!} ${row.map((cell, j) => cell.padEnd(widths[j]!)).join('   ')} ${right!}`;
    })
    .join('\n');
}
