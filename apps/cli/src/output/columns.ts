/** Rows of texts as aligned columns, the first to the left and numbers to the right. */
export function columnsText(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!)))
          .join('   ')
          .trimEnd(),
    )
    .join('\n');
}

/** A number for people: six digits, thousands apart, no needless zeros. */
export function numberText(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return x.toExponential(Math.max(1, digits - 3));
  return Number(x.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 10 });
}
