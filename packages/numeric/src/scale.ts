import { type Level, level, type Place } from './ladder.js';

/** From one step of the search to the next. */
const ratio = 8;
const most = 16;

/** Samples that miss the polynomial by less than this, and by so little that the largest of the three steps is believed too. */
const fair = 0.1;
const good = 0.01;

/**
 * The largest step at which f looks like a low polynomial, searched downward by eighths: where the samples follow from those of two larger
 * steps. Where that happens nowhere, the step that comes nearest to it; undefined where nothing finite lies around x.
 */
export function findScale(place: Place): number | undefined {
  let h = 2 ** Math.round(Math.log2(Math.max(Math.abs(place.x), 1))) / 2;
  while (h > place.room) h /= 2;
  let best: number | undefined;
  let least = Infinity;
  let [coarse, middle]: (Level | undefined)[] = [];
  for (let k = 0; k < most; k++, h /= ratio) {
    const fine = level(place, h);
    if (coarse && middle && fine) {
      const missed = miss(place, [coarse, middle, fine]);
      if (missed < good) return coarse.h;
      if (missed < fair) return middle.h;
      if (missed < least) [best, least] = [middle.h, missed];
    }
    best ??= fine?.h;
    [coarse, middle] = [middle, fine];
  }
  return best;
}

/** By what part the finest of three levels differs, beyond noise, from the polynomial of two terms, u·hᵖ + w·h^q, through the other two: odd and even part. */
function miss({ side }: Place, levels: readonly [Level, Level, Level]): number {
  const part = (sign: number, p: number, q: number): number => {
    const [coarse, middle, fine] = levels.map((l) => l.after + sign * l.before) as [number, number, number];
    const [P, Q] = [ratio ** p, ratio ** q];
    return Math.max(0, Math.abs(fine - ((P + Q) * middle - coarse) / (P * Q)) - 6 * levels[2].noise);
  };
  const { after, before } = levels[2];
  const size = Math.abs(after - before) + Math.abs(after + before) || 1;
  // One side shows a polynomial of lower order, which is asked for less.
  return (side === 0 ? Math.max(part(-1, 1, 3), part(1, 2, 4)) : part(1, 1, 2) / 3) / size;
}
