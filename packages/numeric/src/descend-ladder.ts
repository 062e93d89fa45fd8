import { bestWindow, type Candidate, fewestLevels } from './candidate.js';
import { type Level, level, type Place, window } from './ladder.js';
import { epsilon } from './noise.js';
import { findScale, roomOf } from './scale.js';

const mostLevels = 40;
const mostCoarser = 6;

/** What a place's samples gave: the best estimate, and the levels in falling order of their steps. */
export interface Search {
  readonly place: Place;
  readonly best: Candidate;
  readonly levels: readonly Level[];
}

/** Builds the ladder from the scale of f downward until smaller steps only bring noise, then upward while that helps. */
export function searchLadder(place: Place, tolerance: number, budget: number): Search | undefined {
  const start = findScale(place);
  if (start === undefined) return undefined;
  const levels: Level[] = [];
  const { samples, x } = place;
  const allowed = samples.count() + budget;
  const fewest = fewestLevels(place);
  let best: Candidate | undefined;
  const enough = (): boolean => samples.count() >= allowed || (best !== undefined && best.bound <= tolerance * Math.abs(best.value));

  for (let h = start; h >= Math.max(8 * epsilon * Math.abs(x), start * 2 ** -mostLevels); h /= 2) {
    const found = level(place, h);
    if (found && levels.push(found) >= fewest + 2) best = bestWindow(place, levels);
    if (enough() || (best && onlyNoise(levels, place, fewest + 1))) break;
  }

  for (let k = 0, up = 2 * start; k < mostCoarser && best?.h === levels[0]!.h && !enough() && up <= roomOf(place); k++, up *= 2) {
    const found = level(place, up);
    if (!found) break;
    levels.unshift(found);
    const before = best.bound;
    best = bestWindow(place, levels);
    if (k > 0 && best !== undefined && best.bound >= 0.9 * before) break;
  }
  return best && { place, best, levels };
}

/** Whether the two finest windows differ by no more than their noise explains: smaller steps would only add to it. */
function onlyNoise(levels: readonly Level[], place: Place, length: number): boolean {
  const end = levels.length - 1;
  const a = window(place, levels, end - length, end - 1);
  const b = window(place, levels, end - length + 1, end);
  return Math.abs(a.value - b.value) <= a.roundOff + b.roundOff;
}
