import type { Expr } from '@chainrule/core';
import type { Grid } from '@chainrule/viz';
import { valuesAt } from './formula.js';

export type Interval = readonly [from: number, to: number];

/** So many places from one end of an interval to the other. */
export const places = ([from, to]: Interval, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** The values of a formula of two variables on a regular grid. */
export function gridOf(expr: Expr, [first, second]: readonly [string, string], x: Interval, y: Interval, columns: number): Grid {
  const [across, up] = [places(x, columns), places(y, columns)];
  const indices = Int32Array.from({ length: columns ** 2 }, (_, i) => i);
  const values = valuesAt(expr, {
    [first]: Float64Array.from(indices, (i) => across[i % columns]!),
    [second]: Float64Array.from(indices, (i) => up[Math.floor(i / columns)]!),
  });
  return { x, y, columns, rows: columns, values };
}

/** What of a curve is worth showing: all of it, or where it runs off to infinity, the part most values are in. */
export function worthShowing(...curves: readonly Float64Array[]): Interval {
  const sorted = Float64Array.from(curves.flatMap((curve) => [...curve].filter(Number.isFinite))).sort();
  if (sorted.length === 0) return [-1, 1];
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [at(0.05), at(0.95)];
  const reach = Math.max(high - low, 1e-9 * Math.max(1, Math.abs(low)));
  const from = Math.max(sorted[0]!, low - 1.2 * reach);
  const to = Math.min(sorted[sorted.length - 1]!, high + 1.2 * reach);
  const margin = 0.08 * (to - from) || 1;
  return [from - margin, to + margin];
}

/** A curve without what lies far outside of what is shown, so that no line is drawn across a pole. */
export function within(curve: Float64Array, [low, high]: Interval): Float64Array {
  const beyond = high - low;
  return curve.map((y) => (y < low - beyond || y > high + beyond ? NaN : y));
}
