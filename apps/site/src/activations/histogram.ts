/** A histogram as it is drawn: 100 by 40, bars from the left. */
export interface Histogram {
  readonly path: string;
  /** What it shows, for those who cannot see it. */
  readonly says: string;
}

const bins = 25;

/** How numbers spread over an interval; what lies outside is counted at its ends. */
export function counts(values: Float64Array, [from, to]: readonly [number, number]): number[] {
  const result = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = Math.floor((bins * (value - from)) / (to - from));
    result[Math.min(bins - 1, Math.max(0, bin))]! += 1;
  }
  return result;
}

export function barsOf(heights: readonly number[]): string {
  const most = Math.max(1, ...heights);
  const wide = 100 / heights.length;
  return heights
    .map((count, i) =>
      count === 0 ? '' : `M${(i * wide).toFixed(1)} 40v${((-40 * count) / most).toFixed(1)}h${(wide - 0.5).toFixed(1)}V40Z`,
    )
    .join('');
}
