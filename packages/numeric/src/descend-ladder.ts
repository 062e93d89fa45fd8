import { bestWindow, type Candidate, fewestLevels } from './candidate.js';
import { type Level, level, type Place, window } from './ladder.js';
import { findScale } from './scale.js';

/** The smallest step and the largest, as parts of the one the search starts with. */
const finest = 1e-12;
const coarsest = 64;

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
  const { samples } = place;
  const allowed = samples.count() + budget;
  const fewest = fewestLevels(place);
  let best: Candidate | undefined;
  const enough = (): boolean => samples.count() >= allowed || (best !== undefined && best.bound <= tolerance * Math.abs(best.value));

  for (let h = start; h >= start * finest; h /= 2) {
    const found = level(place, h);
    if (found && levels.push(found) >= fewest + 2) best = bestWindow(place, levels);
    if (enough() || (best && (confirmed(place, best) || onlyNoise(levels, place, fewest + 1)))) break;
  }

  for (let up = 2 * start; best?.h === levels[0]!.h && !enough() && up <= Math.min(place.room, coarsest * start); up *= 2) {
    const found = level(place, up);
    if (!found) break;
    levels.unshift(found);
    const before = best.bound;
    best = bestWindow(place, levels);
    if (best && best.bound >= before) break;
  }
  return best && { place, best, levels };
}

/** Whether round-off dominates a first derivative, which smaller steps would only raise, and the probe of the noise saw the same slope. */
const confirmed = ({ order, slope, slopeBound }: Place, { value, bound, roundOff }: Candidate): boolean =>
  order === 1 && roundOff > bound / 2 && Math.abs(value - slope!) <= slopeBound!;

/** Whether the two finest windows differ by no more than their noise explains: smaller steps would only add to it. */
function onlyNoise(levels: readonly Level[], place: Place, length: number): boolean {
  const end = levels.length - 1;
  const a = window(place, levels, end - length, end - 1);
  const b = window(place, levels, end - length + 1, end);
  return Math.abs(a.value - b.value) <= a.roundOff + b.roundOff;
}
