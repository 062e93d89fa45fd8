import { erfc, erfcx } from './erf.js';

const inverseRootTwoPi = 0.3989422804014327;

/** e^(−x²/2): x is split so that the square's head is exact and its rounding error is not blown up by the exponential. */
function gaussian(x: number): number {
  if (!(Math.abs(x) < 40)) return Number.isNaN(x) ? NaN : 0;
  const head = Math.fround(x);
  return Math.exp((-head * head) / 2) * Math.exp(-0.5 * (x - head) * (x + head));
}

/** The density of the standard normal distribution, φ(x) = e^(−x²/2)/√(2π). */
export const normalDensity = (x: number): number => inverseRootTwoPi * gaussian(x);

/** The standard normal distribution function Φ(x); the lower tail keeps its digits down to the subnormals. */
export function normalDistribution(x: number): number {
  return x < -1 ? 0.5 * gaussian(x) * erfcx(-x * Math.SQRT1_2) : 0.5 * erfc(-x * Math.SQRT1_2);
}
