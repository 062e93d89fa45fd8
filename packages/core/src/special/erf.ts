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
  0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145,
  -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-5, 1.6461000484121368e-6, -1.6350312701054695e-7,
  1.4659775274047436e-8, -1.1372848856791674e-9, 5.957176147748911e-11,
];
// (1 + 2x)·erfcx(x) − 1 in (x − 3)/(x + 3)
const ERFCX = [
  0.17756257419656005, 0.005353904539615676, -0.09377550342284209, 0.05436652555744322, -0.018976596707845208,
  0.004453426061462712, -0.0006335531710553147, 1.7661719523171593e-5, 1.2841532864056671e-5, -2.0072285659059913e-6,
  -1.807522790414837e-7, 7.549828343825093e-8, 1.885668523838603e-9, -2.699519049798364e-9, -1.460079119939105e-11,
  1.0361607445969489e-10, 1.475715976623473e-12, -4.277340064396911e-12, -2.07922492859799e-13, 1.8134502003176963e-13,
  1.973425574544739e-14, -7.287943737592673e-15, -1.5169878690228114e-15, 2.3514112258781615e-16,
  1.0006111691822003e-16,
];
const ONE_OVER_SQRT_PI = [0.5641895835477563];

/** erfcx(x) for 0 ≤ x < 1e8. */
const scaledTail = (x: number): Pair =>
  dividePairs(exactSum(1, chebyshev(ERFCX, (x - 3) / (x + 3))), exactSum(1, 2 * x));

/** The error function 2/√π ∫₀ˣ e^(−t²) dt; within 1.5 ulp. */
export const erf = (x: number): number =>
  Math.abs(x) < 1 ? x + x * polynomial(ERF, x * x) : Math.sign(x) * (1 - erfc(Math.abs(x)));

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
