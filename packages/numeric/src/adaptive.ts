import { ChainruleError } from '@chainrule/core';
import { refine } from './dense.js';
import { type Search, searchLadder } from './descend-ladder.js';
import type { Domain, Estimate, Method } from './estimate.js';
import { hasKink } from './kink.js';
import { noiseOf, type Side } from './ladder.js';
import { measureNoise, rounding } from './noise.js';
import { type Samples, sample } from './samples.js';

/**
 * The default method: measures the noise of f, finds the scale on which f is smooth, and takes the estimate with the smallest honest bound
 * from a ladder of steps in ratio 2; derivatives beyond the first are refined by a polynomial through more samples.
 *
 * About 20 to 30 evaluations for a first derivative, up to 120 for higher ones. f is never evaluated outside of the domain; close to its ends, and where f is not finite
 * on one side, the samples come from the other. Finds kinks for order 1.
 *
 * Source: the ladder C. Ridders, Adv. Eng. Software 4 (1982); the noise J. Moré and S. Wild, SIAM J. Sci. Comput. 33 (2011).
 *
 * @example
 * ```ts
 * import { adaptive, derivative } from '@chainrule/numeric';
 * const { value, errorBound } = derivative(Math.exp, 0, { method: adaptive() });
 * Math.abs(value - 1) <= errorBound; // → true
 * ```
 */
export function adaptive({ evaluations = 60 }: { readonly evaluations?: number } = {}): Method {
  return {
    name: 'adaptive',
    differentiate(f, x, { order, domain, noise, tolerance }) {
      const samples = sample(f, domain);
      const fx = samples.at(x);
      if (!Number.isFinite(fx)) return undefinedAt(x, fx, samples);
      const measured = noise === undefined ? measureNoise(samples, x, fx) : { sigma: noise, rounding };
      const look = (side: Side): Search | undefined => {
        const rooms = [domain[1] - x, x - domain[0]];
        const room = side === 0 ? Math.min(...rooms) : rooms[side > 0 ? 0 : 1]!;
        return searchLadder({ samples, x, fx, order, side, room, ...measured }, tolerance, evaluations);
      };
      const search = searchSides(x, domain, look);
      if (!search) return undefinedAt(x, fx, samples);
      const { place } = search;
      let { best } = search;
      const finish = (estimate: Omit<Estimate, 'evaluations' | 'noise' | 'step'>): Estimate => ({
        ...estimate,
        step: best.h,
        noise: noiseOf(place, fx),
        evaluations: samples.count(),
      });
      if (order === 1 && place.side === 0 && hasKink(search.levels, best.value)) {
        const [left, right] = [look(-1)?.best.value, look(1)?.best.value];
        if (left !== undefined && right !== undefined) {
          return finish({ value: (left + right) / 2, errorBound: Math.abs(right - left) / 2, status: 'kink', left, right });
        }
      }
      if (order > 1 && best.bound > tolerance * Math.abs(best.value)) best = refine(place, best);
      const ordinary = rounding * (Math.abs(fx) + Math.abs(best.value) * best.h ** order);
      return finish({ value: best.value, errorBound: best.bound, status: place.sigma > 256 * ordinary ? 'noisy' : 'ok' });
    },
  };
}

/** Both sides of x where there is room; one where that is all there is, or where it does better near an end of the domain. */
function searchSides(x: number, [low, high]: Domain, look: (side: Side) => Search | undefined): Search | undefined {
  const nearer: Side = x - low <= high - x ? 1 : -1;
  const sides: Side[] = x <= low ? [1] : x >= high ? [-1] : [0, nearer];
  let found: Search | undefined;
  for (const side of sides) {
    if (found && (found.best.bound <= 1e-7 * Math.abs(found.best.value) || Math.max(low, -high) === -Infinity)) break;
    const here = look(side);
    if (here && !(found && found.best.bound <= here.best.bound)) found = here;
  }
  return found ?? look(-nearer as Side);
}

/** No derivative here. An f that has no finite value anywhere around x is a mistake, not a hard case. */
function undefinedAt(x: number, fx: number, samples: Samples): Estimate {
  const scale = Math.max(1, Math.abs(x));
  if ([0, 0.1, -0.1].some((h) => Number.isFinite(samples.at(x + h * scale)))) {
    return { value: NaN, errorBound: NaN, evaluations: samples.count(), step: 0, status: 'undefined' };
  }
  throw new ChainruleError('numerical', `f is ${fx} at x = ${x} and around it`, { operation: 'derivative' });
}
