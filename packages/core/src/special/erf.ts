/**
 * Below 1, erf(x) = x(1 + p(x²)). Elsewhere everything comes from erfcx(x) = e^(x²) erfc(x): (1 + 2x)·erfcx(x) runs from 1 through
 * 1.2 to 2/√π and is one Chebyshev series in (x − 3)/(x + 3) on all of [0, ∞). It is carried as a pair, and x² too,
 * so erfc = e^(−x²)·erfcx stays within an ulp down to the last denormal at 27.2.
 */
import { dividePairs, exactProduct, exactSum, negatePair, sumOf } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { chebyshev, polynomial } from './polynomial.js';

// erf(x)/x − 1 in x²
const ERF = [
  0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145, -0.000854832698083379,
  0.0001205533111164271, -1.492559526683118e-5, 1.64610004841214e-6, -1.6350312701055e-7, 1.465977527405e-8, -1.13728488568e-9,
  5.957176148e-11,
];
// (1 + 2x)·erfcx(x) − 1 in (x − 3)/(x + 3)
const ERFCX = [
  0.17756257419656005, 0.005353904539615676, -0.09377550342284209, 0.05436652555744322, -0.018976596707845208, 0.004453426061462712,
  -0.0006335531710553147, 1.76617195231716e-5, 1.284153286405667e-5, -2.007228565906e-6, -1.8075227904148e-7, 7.549828343825e-8,
  1.88566852384e-9, -2.6995190498e-9, -1.46007912e-11, 1.0361607446e-10, 1.47571598e-12, -4.27734006e-12, -2.079225e-13, 1.8134502e-13,
  1.973426e-14, -7.28794e-15, -1.51699e-15, 2.3514e-16, 1.0006e-16,
];
const ONE_OVER_SQRT_PI = [0.5641895835477563];

/** erfcx(x) for 0 ≤ x < 1e8. */
const scaledTail = (x: number): Pair => dividePairs(exactSum(1, chebyshev(ERFCX, (x - 3) / (x + 3))), exactSum(1, 2 * x));

/** The error function 2/√π ∫₀ˣ e^(−t²) dt; within 1.5 ulp. */
export const erf = (x: number): number => (Math.abs(x) < 1 ? x + x * polynomial(ERF, x * x) : Math.sign(x) * (1 - erfc(Math.abs(x))));

/** The complementary error function 1 − erf(x), without its cancellation: within 1.5 ulp, denormals included. */
export const erfc = (x: number): number => {
  if (x < 0.25) return 1 - erf(x);
  if (x > 28) return 0;
  return exponential(negatePair(exactProduct(x, x)), scaledTail(x));
};

/** The scaled complementary error function e^(x²) erfc(x), ~ 1/(x√π) for large x, overflowing below −26.6; within 2 ulp. */
export const erfcx = (x: number): number => {
  if (x > 1e8) return ONE_OVER_SQRT_PI[0]! / x;
  if (x < -27) return Infinity;
  if (x >= 0.25) return sumOf(scaledTail(x));
  return exponential(exactProduct(x, x), [erfc(x), 0]);
};
