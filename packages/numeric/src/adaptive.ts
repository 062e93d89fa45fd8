import { ChainruleError } from '@chainrule/core';
import { refine } from './dense.js';
import { type Search, searchLadder } from './descend-ladder.js';
import type { Estimate, Method } from './estimate.js';
import { hasKink } from './kink.js';
import type { Place, Side } from './ladder.js';
import { epsilon, measureNoise, rounding } from './noise.js';
import { sample } from './samples.js';

/**
 * The default method: measures the noise of f, finds the scale on which f is smooth, and takes the estimate with the smallest honest bound
 * from a ladder of steps in ratio 2; derivatives beyond the first are refined by a polynomial through more samples.
 *
 * About 20 to 30 evaluations for a first derivative, up to 120 for higher ones. f is never evaluated outside of the domain; close to its ends, and where f is not finite
 * on one side, the samples come from the other. Finds kinks for order 1.
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
      const { sigma, precision } =
        Number.isFinite(fx) && noise === undefined ? measureNoise(samples, x, fx) : { sigma: noise ?? 0, precision: epsilon };
      const place: Place = { samples, x, fx, order, side: 0, noise: Math.max(sigma, rounding(fx, precision)), precision };
      const look = (side: Side): Search | undefined => searchLadder({ ...place, side }, tolerance, evaluations);
      const search = Number.isFinite(fx) ? searchSides(place, look) : undefined;
      const finish = (estimate: Omit<Estimate, 'evaluations' | 'noise'>): Estimate => ({
        ...estimate,
        noise: place.noise,
        evaluations: samples.count(),
      });
      if (search === undefined) {
        refuseUndefined(place);
        return finish({ value: NaN, errorBound: NaN, step: 0, status: 'undefined' });
      }
      let { best } = search;
      if (order === 1 && search.place.side === 0 && hasKink(place, search.levels, best.value)) {
        const [left, right] = [look(-1)?.best.value, look(1)?.best.value];
        if (left !== undefined && right !== undefined) {
          return finish({ value: (left + right) / 2, errorBound: Math.abs(right - left) / 2, step: best.h, status: 'kink', left, right });
        }
      }
      if (order > 1 && best.bound > tolerance * Math.abs(best.value)) best = refine(search.place, best);
      const ordinary = rounding(Math.max(Math.abs(fx), Math.abs(best.value) * best.h ** order), epsilon);
      return finish({ value: best.value, errorBound: best.bound, step: best.h, status: place.noise > 256 * ordinary ? 'noisy' : 'ok' });
    },
  };
}

/** Both sides of x where there is room; one where that is all there is, or where it does better near an end of the domain. */
function searchSides({ x, samples }: Place, look: (side: Side) => Search | undefined): Search | undefined {
  const [low, high] = samples.domain;
  const nearer: Side = x - low <= high - x ? 1 : -1;
  const sides: Side[] = x <= low ? [1] : x >= high ? [-1] : [0, nearer];
  let found: Search | undefined;
  for (const side of sides) {
    if (found && (found.best.bound <= 1e-7 * Math.abs(found.best.value) || Math.max(low, -high) === -Infinity)) break;
    const here = look(side);
    if (here && !(found && found.best.bound <= here.best.bound)) found = here;
  }
  return found ?? look(nearer > 0 ? -1 : 1);
}

/** An f that has no finite value anywhere around x is a mistake, not a hard case. */
function refuseUndefined({ samples, x, fx }: Place): void {
  const reach = [0, 1e-8, 1e-4, 0.1].map((h) => h * Math.max(1, Math.abs(x)));
  if (reach.some((h) => Number.isFinite(samples.at(x + h)) || Number.isFinite(samples.at(x - h)))) return;
  throw new ChainruleError('numerical', `f is ${fx} at x = ${x} and not finite anywhere near it`, { operation: 'derivative' });
}
