import { readFileSync } from 'node:fs';

/** Exact values at one point, rounded to doubles; `null` where there is no derivative. */
export interface Row {
  readonly args: readonly number[];
  readonly value: number;
  readonly partials: readonly (number | null)[];
  /** Second partials, at ordinary points. */
  readonly second: readonly (readonly (number | null)[])[];
}

export interface Recorded {
  /** Ordinary points: every formula must be right. */
  readonly points: readonly Row[];
  /** Where textbook formulas may lose digits. */
  readonly edges: readonly Row[];
}

type Text = [args: string[], value: string, partials: (string | null)[], second?: (string | null)[][]];

const number = (text: string | null): number | null => (text === null ? null : Number(text));

const row = ([args, value, partials, second = []]: Text): Row => ({
  args: args.map(Number),
  value: Number(value),
  partials: partials.map(number),
  second: second.map((line) => line.map(number)),
});

/** What tooling/reference/elementwise/record.py recorded with mpmath, by the function's name. */
export function readRecorded(): Record<string, Recorded> {
  const file = new URL('../../../../../tooling/reference/elementwise/points.json', import.meta.url);
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { points: Text[]; edges: Text[] }>;
  return Object.fromEntries(
    Object.entries(all).map(([name, { points, edges }]) => [name, { points: points.map(row), edges: edges.map(row) }]),
  );
}
