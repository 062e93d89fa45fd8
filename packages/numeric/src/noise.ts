import { fornbergWeights } from './fornberg.js';
import type { Samples } from './samples.js';

export const epsilon: number = 2 ** -52;

/**
 * Where the probe samples f, in steps. Uneven, so that an oscillation cannot keep pace with it; eighths, so that the places can be exact.
 */
const places = [0, 1.125, 2, 3.375, 4.125, 5.25, 6];
const count = places.length - 1;

/** Divided differences of one order over neighbouring places, each scaled to answer to noise of deviation σ with deviation σ. */
type Difference = { readonly first: number; readonly weights: Float64Array };

let differences: readonly (readonly Difference[])[] | undefined;

const probes = [3, 4, 5, 6] as const;

function makeDifferences(): readonly (readonly Difference[])[] {
  return probes.map((order) =>
    Array.from({ length: count - order + 1 }, (_, first) => {
      const weights = fornbergWeights(places.slice(first, first + order + 1), order);
      const norm = Math.hypot(...weights);
      return { first, weights: weights.map((w) => w / norm) };
    }),
  );
}

interface Probe {
  readonly sigma: number;
  /** By how much the step is too large to see noise: f is not finite everywhere, or it is still f itself that is seen. */
  readonly excess: number;
  /** Neighbouring values that are the same to the last bit. */
  readonly ties: number;
  /** From f(x) to the first sample. */
  readonly slope: number;
  /** Whether every value is a single-precision number. */
  readonly single: boolean;
}

/** How exactly f is known. */
export interface Noise {
  /** Standard deviation of the noise of one value near x. */
  readonly sigma: number;
  /** Standard deviation of rounding a value, as part of the value: that of double, or of single precision. */
  readonly rounding: number;
  /** The slope on one side of x as the probe saw it, and how far it may be off. */
  readonly slope?: number;
  readonly slopeBound?: number;
}

/**
 * The standard deviation of the noise of f around x, from the high differences of seven close samples:
 * the differences of a smooth function die out, those of noise grow.
 *
 * Source: J. Moré and S. Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33 (2011).
 */
export function measureNoise(samples: Samples, x: number, fx: number): Noise {
  const [low, high] = samples.domain;
  const size = Math.abs(x);
  const side = high - x >= x - low ? 1 : -1;
  const room = Math.min(x < high ? high - x : Infinity, x > low ? x - low : Infinity);
  const smallest = 16 * epsilon * size;
  // A factor that is no power of two keeps the probe from landing on numbers where f happens to be exact.
  let h = Math.min(1.2345678 * 2 ** (Math.round(Math.log2(size || 0.125)) - 27), Math.max(room / 64, smallest));
  let sigma = Infinity;
  let slope = NaN;
  let growths = 0;
  let single = true;
  for (let attempt = 0; attempt < 6; attempt++) {
    // A step that x can be moved by without rounding: a rounded one would look like noise of f.
    h = 8 * Math.abs(x + (side * h) / 8 - x);
    const probe = probeNoise(samples, x, fx, side * h, sigma);
    const tied = probe.ties > 2;
    // Values that stop changing under a smaller step lie on a grid, and the larger step has shown how coarse it is.
    if (tied && growths === 0 && sigma < Infinity) break;
    single &&= probe.single;
    slope = probe.slope;
    sigma = Math.min(sigma, probe.sigma);
    if (probe.excess > 1 && growths === 0 && h > probe.excess * smallest) h /= probe.excess;
    else if (growths < 2 && (tied || (growths > 0 && sigma < rounding * Math.abs(fx)))) {
      // On a grid the step must cross many of its lines, and not a whole number of them each time.
      h *= 87;
      growths++;
      sigma = Infinity;
    } else break;
  }
  if (sigma === Infinity) sigma = 0;
  const slopeBound = (20 * sigma) / h + 1e-3 * Math.abs(slope);
  return { sigma, rounding: single && sigma > 0 ? rounding * 2 ** 29 : rounding, slope, slopeBound };
}

/** Noise of this part of f may be an oscillation of f that the probe steps over: it is believed if it stays when the step shrinks. */
const suspicious = 1e-3;

/** Standard deviation of rounding to double precision, as part of the value. */
export const rounding: number = 0.3 * 2 ** -52;

function probeNoise(samples: Samples, x: number, fx: number, step: number, before: number): Probe {
  const values = places.map((place) => samples.at(x + place * step));
  const largest = Math.max(...values.map(Math.abs));
  const ties = values.filter((y, k) => y === values[k - 1]).length;
  // Around a zero of f few bits are left after cancellation, which says nothing of its precision.
  const single = largest < 2 * Math.abs(fx) && values.every((y) => Math.fround(y) === y);
  differences ??= makeDifferences();
  const sizes = differences.map((ofOrder) => {
    const deviations = ofOrder.map(({ first, weights }) => weights.reduce((sum, w, k) => sum + w * (values[first + k]! - fx), 0));
    return Math.hypot(...deviations) / Math.sqrt(deviations.length);
  });
  const finite = largest < Infinity;
  const sigma = finite ? Math.max(...sizes.slice(1)) : Infinity;
  const shrinking = sizes[0]! > 8 * epsilon * largest && sizes.every((size, k) => k === 0 || sizes[k - 1]! > 5 * size);
  const excess = shrinking || !finite ? 64 : sigma > suspicious * largest && sigma < before / 8 ? 4096 : 1;
  return { sigma, excess, ties, single, slope: (values[6]! - fx) / step / 6 };
}
