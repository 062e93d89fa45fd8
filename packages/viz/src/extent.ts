import type { Axis, Chart, ContourMark, Mark } from './scene.js';

/** The least and the greatest finite number, or `undefined` when there is none. */
export function extentOf(numbers: Iterable<number>): [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const x of numbers) {
    if (!Number.isFinite(x)) continue;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return low <= high ? [low, high] : undefined;
}

/** What an axis of a chart spans: its own domain, or what the marks reach, widened when that is a single number. */
export function domainOf(chart: Chart, side: 'x' | 'y'): [number, number] {
  const axis: Axis = chart[side];
  if (axis.domain) return [axis.domain[0], axis.domain[1]];
  const log = axis.scale === 'log';
  const reach = chart.marks.flatMap((mark) => (mark.kind === 'contour' ? [...mark.grid[side]] : reachOf(mark, side)));
  const [low, high] = extentOf(reach.filter((x) => !log || x > 0)) ?? [log ? 0.1 : 0, 1];
  if (low < high) return [low, high];
  return log ? [low / 2, high * 2] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/** Bars begin at 0 and have a width; arrows have two ends. */
function reachOf(mark: Exclude<Mark, ContourMark>, side: 'x' | 'y'): number[] {
  const numbers = Array.from(mark[side]);
  if (mark.kind === 'arrows') return numbers.flatMap((x, i) => [x, x + mark[side === 'x' ? 'dx' : 'dy'][i]!]);
  if (mark.kind !== 'bars') return numbers;
  if (side === 'y') return [...numbers, 0];
  const half = leastDistance(numbers, 1) / 2;
  return numbers.flatMap((x) => [x - half, x + half]);
}

/** The least distance between neighbours, or `most` when none are closer. */
export function leastDistance(places: readonly number[], most: number): number {
  const sorted = [...places].sort((a, b) => a - b);
  return Math.min(...sorted.slice(1).map((place, i) => place - sorted[i]!), most);
}
