import { type Level, type Place, window } from './ladder.js';

/** A derivative with a bound made of truncation (disagreement with neighbours) and round-off. */
export interface Candidate {
  readonly value: number;
  readonly bound: number;
  readonly roundOff: number;
  /** The largest step that took part. */
  readonly h: number;
}

/** Fewest levels that determine a derivative. */
export const fewestLevels = ({ order, side }: Place): number => (side === 0 ? Math.ceil(order / 2) : order);

/**
 * The window of the ladder with the smallest bound among those that no finer window contradicts.
 *
 * A coarse window may agree with its neighbours and yet be wrong (a far kink, an aliased oscillation), so windows are
 * visited from fine to coarse, each cutting down the interval in which coarser ones are believed.
 */
export function bestWindow(place: Place, levels: readonly Level[]): Candidate | undefined {
  const fewest = fewestLevels(place);
  const most = place.side === 0 ? 8 : 11;
  const safety = Math.min(3, 0.5 + place.order);
  let [low, high] = [-Infinity, Infinity];
  let best: Candidate | undefined;
  for (let j = levels.length - 2; j >= fewest - 1; j--) {
    for (let i = j - fewest + 1; i >= Math.max(0, j - most + 1); i--) {
      const { value, roundOff } = window(place, levels, i, j);
      const change = (k: number): number => Math.abs(value - window(place, levels, k, j + 1).value);
      const bound = safety * Math.max(change(i), change(i + 1)) + roundOff;
      const [from, to] = [value - 2 * bound, value + 2 * bound];
      // Written so that a bound that is not a number is dropped too.
      if (!(from <= high && to >= low && bound < Infinity)) continue;
      [low, high] = [Math.max(low, from), Math.min(high, to)];
      if (!best || bound < best.bound) best = { value, bound, roundOff, h: levels[i]!.h };
    }
  }
  return best;
}
