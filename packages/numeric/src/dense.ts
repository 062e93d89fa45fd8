import type { Candidate } from './candidate.js';
import { fornbergWeights } from './fornberg.js';
import { noiseOf, type Place } from './ladder.js';

const pairs = 10;
const single = 12;
const mostRadii = 4;

/**
 * Refines a derivative by one polynomial through many samples at Chebyshev places.
 *
 * Round-off is what limits higher derivatives, and geometric steps waste it: half of the samples lie where they are nearly equal.
 * The same number at Chebyshev places reaches the same truncation with far smaller weights. The radius starts at twice
 * the step that the ladder found and is doubled or halved towards the balance of truncation and round-off.
 */
export function refine(place: Place, found: Candidate): Candidate {
  let best = found;
  let radius = 2 * found.h;
  while (radius > place.room) radius /= 2;
  for (let k = 0; k < mostRadii && radius <= place.room; k++) {
    const here = polynomial(place, radius);
    const believed = here && Math.abs(here.value - found.value) <= 3 * found.bound + 2 * here.bound ? here : undefined;
    if (believed && believed.bound < best.bound) best = believed;
    else if (believed && k > 0) break;
    radius *= believed && believed.roundOff > believed.bound / 2 ? 2 : 0.5;
  }
  return best;
}

/** The derivative of the polynomial through f(x) and samples within the radius; its truncation is what the outermost samples change. */
function polynomial(place: Place, radius: number): Candidate | undefined {
  const { samples, x, fx, order, side } = place;
  const offsets = [0];
  const rises = [0];
  const directions = side === 0 ? [1, -1] : [side];
  const count = side === 0 ? pairs : single;
  for (let k = 1; k <= count; k++) {
    const sine = Math.sin((k * Math.PI) / (2 * count));
    // Few-bit fractions keep x + fraction · radius exact.
    const fraction = Math.round(256 * (side === 0 ? sine : sine * sine)) / 256;
    for (const direction of directions) {
      const moved = x + direction * fraction * radius;
      const rise = samples.at(moved) - fx;
      if (moved === x || !Number.isFinite(rise)) return undefined;
      offsets.push((moved - x) / radius);
      rises.push(rise);
    }
  }
  const derivative = (taken: number): { value: number; roundOff: number } => {
    let value = 0;
    let variance = 0;
    fornbergWeights(offsets.slice(0, taken), order).forEach((weight, k) => {
      const rise = rises[k]!;
      value += weight * rise;
      // The weights carry a few roundings of their own.
      variance += (weight * noiseOf(place, 2 * Math.abs(rise) + Math.abs(fx))) ** 2;
    });
    return { value: value / radius ** order, roundOff: (4 * Math.sqrt(variance)) / radius ** order };
  };
  const { value, roundOff } = derivative(offsets.length);
  const truncation = Math.abs(value - derivative(offsets.length - directions.length).value);
  return { value, bound: 2 * truncation + roundOff, roundOff, h: radius };
}
