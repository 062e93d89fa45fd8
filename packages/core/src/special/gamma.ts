/**
 * Γ and log Γ of positive x come from Stirling's series (stirling.ts), of negative x from Γ(x) = −π/(x sin(πx) Γ(−x)); log Γ has
 * its own series around its roots 1 and 2. Digamma is the derivative of Stirling's series at y = x + n less Σ 1/(x + i), in
 * pairs, and a Taylor series around its positive root. The higher ones are ψₙ(x) = (−1)ⁿ⁺¹ n! ζ(n + 1, x); for negative x the
 * poles on both sides of x are summed as two Hurwitz zeta functions of the distances to the neighbouring integers.
 */
import { addPairs, dividePairs, exactProduct, exactSum, multiplyPairs, negatePair, sumOf } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { hurwitzZeta } from './hurwitz-zeta.js';
import { logarithm } from './logarithm.js';
import { isOrder } from './order.js';
import { polynomial } from './polynomial.js';
import { logarithmOfPair, shiftedGamma, STIRLING } from './stirling.js';
import { cotangentPi, PI, sinePi } from './trigonometric.js';

// log Γ(2 + d)/d: 1 − γ, then (−1)ᵏ(ζ(k) − 1)/k
const LOG_GAMMA = [
  0.42278433509846713, 0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673985, 0.00289051033074152,
  -0.0011927539117033, 0.000509669524743, -0.000223154758454, 9.945751278e-5, -4.492623674e-5, 2.05072128e-5, -9.4394883e-6, 4.374867e-6,
  -2.039216e-6, 9.5514e-7, -4.4925e-7, 2.12e-7,
];
const DIGAMMA_ROOT = [1.4616321449683622, 9.549995429965697e-17];
// Taylor coefficients of digamma at its root, from the first power on
const DIGAMMA = [
  0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.163942705442407, 0.1078240506913, -0.07219956126, 0.048804288, -0.0331611,
  0.0226, -0.0154,
];

const isPole = (x: number): boolean => x <= 0 && Number.isInteger(x);

/** π·product/(|x| sin πx): what Γ(x)·e^(logΓ(|x| + n)) is for negative x. */
const reflection = (x: number, product: Pair): Pair => dividePairs(multiplyPairs(PI, product), exactProduct(-x, sinePi(x)));

/** The gamma function: NaN at the negative integers, ±∞ at ±0, +∞ beyond 171.62; within 2 ulp, exact up to Γ(23) = 22!. */
export const gamma = (x: number): number => {
  if (isPole(x)) return x === 0 ? 1 / x : NaN;
  if (Math.abs(x) < 1e-17) return 1 / x;
  if (x > 172) return Infinity;
  if (x < -186) return 0 * sinePi(x);
  const { logGamma, product } = shiftedGamma(Math.abs(x));
  return x < 0 ? exponential(negatePair(logGamma), reflection(x, product)) : exponential(logGamma, dividePairs([1, 0], product));
};

/** log|Γ(x)|, relatively accurate at its roots 1 and 2: +∞ at 0 and the negative integers and at ±∞. */
export const logGamma = (x: number): number => {
  if (isPole(x) || Math.abs(x) === Infinity) return Infinity;
  const size = Math.abs(x);
  if (size < 1e-17) return -sumOf(logarithm(size));
  if (size > 1e30) return size * (sumOf(logarithm(size)) - 1);
  if (Math.abs(x - 2) < 0.25) return (x - 2) * polynomial(LOG_GAMMA, x - 2);
  if (Math.abs(x - 1) < 0.25) {
    const log = logarithm(x);
    return (x - 1) * polynomial(LOG_GAMMA, x - 1) - log[1] - log[0];
  }
  const { logGamma: shifted, product } = shiftedGamma(size);
  return x < 0
    ? sumOf(addPairs(logarithmOfPair(reflection(x, product)), negatePair(shifted)))
    : sumOf(addPairs(shifted, negatePair(logarithmOfPair(product))));
};

/** ψ(x) = Γ′(x)/Γ(x): NaN at the negative integers, ∓∞ at ±0. */
export const digamma = (x: number): number => {
  if (Math.abs(x) < 1e-17) return -1 / x;
  if (isPole(x)) return NaN;
  if (x < 0) return digamma(-x) - 1 / x - Math.PI * cotangentPi(x);
  if (x === Infinity) return x;
  const distance = x - DIGAMMA_ROOT[0]! - DIGAMMA_ROOT[1]!;
  if (Math.abs(distance) < 1 / 64) return distance * polynomial(DIGAMMA, distance);
  let y: Pair = [x, 0];
  let shifted: Pair = [0, 0];
  for (let n = 1; y[0] < 10; n++) {
    shifted = addPairs(shifted, dividePairs([1, 0], y));
    y = exactSum(x, n);
  }
  const inverseSquare = 1 / (y[0] * y[0]);
  const slopes = STIRLING.map((c, k) => (2 * k + 1) * c);
  const series = inverseSquare * polynomial(slopes, inverseSquare);
  const subtracted = addPairs(addPairs(shifted, dividePairs([0.5, 0], y)), [series, 0]);
  return sumOf(addPairs(logarithmOfPair(y), negatePair(subtracted)));
};

/** The n-th derivative of digamma, 0 ≤ n ≤ 170: at 0 and the negative integers +∞ for odd n, NaN for even n > 0. */
export const polygamma = (n: number, x: number): number => {
  if (n === 0) return digamma(x);
  if (!isOrder(n, 170) || x === -Infinity) return NaN;
  if (isPole(x)) return n % 2 ? Infinity : NaN;
  let factorial = n % 2 ? 1 : -1;
  for (let k = 2; k <= n; k++) factorial *= k;
  if (x > 0) return factorial * hurwitzZeta(n + 1, x);
  const below = Math.ceil(x) - x;
  const reflected = hurwitzZeta(n + 1, below) - hurwitzZeta(n + 1, 1 - x);
  return factorial * (hurwitzZeta(n + 1, 1 - below) + (n % 2 ? reflected : -reflected));
};
