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

/** The same turned on its side where its lines would be longer than this and the turned ones are shorter. */
export function columnsWithin(width: number, rows: readonly (readonly string[])[]): string {
  const [upright, turned] = [rows, rows[0]!.map((_, j) => rows.map((row) => row[j]!))].map((each) => columnsText(each));
  return longest(upright!) > width && longest(turned!) < longest(upright!) ? turned! : upright!;
}

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

/** A number for people: six digits, thousands apart, no needless zeros. */
export function numberText(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return x.toExponential(Math.max(1, digits - 3));
  return Number(x.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 10 });
}
