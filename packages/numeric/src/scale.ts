import { type Level, level, type Place, type Window, window } from './ladder.js';
import { epsilon } from './noise.js';

const ratio = 8;
const most = 16;

/** The room for a step on the sides that the place uses. */
export function roomOf({ samples, x, side }: Place): number {
  const [low, high] = samples.domain;
  return side === 0 ? Math.min(high - x, x - low) : side > 0 ? high - x : x - low;
}

/**
 * The largest step at which f looks like a low polynomial, searched downward by eighths: where slope and curvature agree with the next
 * smaller step, or the sample is foretold by the two before. Undefined where nothing finite lies around x.
 */
export function findScale(place: Place): number | undefined {
  const size = Math.abs(place.x);
  const room = roomOf(place);
  let h = 2 ** Math.round(Math.log2(Math.max(size, 1))) / 2;
  while (h > room) h /= 2;
  let [best, least] = [NaN, Infinity];
  let older: Level | undefined;
  let previous: Level | undefined;
  for (let k = 0; k < most && h >= 4 * epsilon * size; k++, h /= ratio) {
    const here = level(place, h);
    if (here && previous) {
      const slope = disagreement(place, 1, previous, here);
      if (slope < least) [best, least] = [previous.h, slope];
      const agree = place.side === 0 ? slope < 0.15 && disagreement(place, 2, previous, here) < 0.6 : slope < 0.4;
      if (agree || (older && foretold(place, older, previous, here))) return previous.h;
    }
    [older, previous] = here ? [previous, here] : [undefined, undefined];
  }
  return best > 0 ? best : undefined;
}

/** By what part a derivative from one level differs from that of the next, beyond what noise explains. */
function disagreement(place: Place, order: number, coarse: Level, fine: Level): number {
  const [a, b] = [coarse, fine].map((l) => window({ ...place, order }, [l], 0, 0)) as [Window, Window];
  return Math.max(0, Math.abs(a.value - b.value) - b.roundOff) / Math.max(Math.abs(a.value), Math.abs(b.value), Number.MIN_VALUE);
}

/** Whether the finest of three levels follows from the other two by a polynomial of two terms, u·hᵖ + w·h^q: odd and even part alike. */
function foretold({ side, noise }: Place, ...levels: [Level, Level, Level]): boolean {
  const miss = (part: (l: Level) => number, p: number, q: number): number => {
    const [coarse, middle, fine] = levels.map(part) as [number, number, number];
    const [P, Q] = [ratio ** p, ratio ** q];
    return Math.abs(fine - ((P + Q) * middle - coarse) / (P * Q));
  };
  const [odd, even] = [(l: Level): number => l.after - l.before, (l: Level): number => l.after + l.before];
  const size = Math.abs(odd(levels[2])) + Math.abs(even(levels[2]));
  if (size < 60 * noise) return false;
  return side === 0 ? miss(odd, 1, 3) < 0.1 * size && miss(even, 2, 4) < 0.1 * size : miss(even, 1, 2) < 0.3 * size;
}
