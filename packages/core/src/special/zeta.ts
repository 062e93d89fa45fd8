/**
 * ζ and its derivatives are read off one truncated Taylor series at x. Within 1.5 of the pole the Laurent series there
 * (Stieltjes' constants) serves; to the right of it, eleven terms and Euler and Maclaurin's formula for the rest; to the left,
 * Riemann's functional equation, a product of four such series. Zeros other than −2, −4, … are absolutely accurate only.
 */
import { isOrder } from './order.js';
import { addPairs, exactSum, multiplyPairs, negatePair, sumOf } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { polygamma } from './gamma.js';
import { BERNOULLI } from './hurwitz-zeta.js';
import { HALF_LOG_TWO_PI, shiftedGamma } from './stirling.js';
import { sinePi } from './trigonometric.js';

/** f(x + t) = c₀ + c₁t + … + cₙtⁿ + …. */
type Taylor = number[];

// (−1)ᵏγₖ/k!: ζ(s) − 1/(s − 1) in powers of s − 1
const STIELTJES = [
  0.5772156649015329, 0.07281584548367673, -0.00484518159643616, -0.00034230573671722433, 9.689041939447084e-5, -6.6110318108421895e-6,
  -3.316240908752772e-7, 1.0462094584479188e-7, -8.733218100273796e-9, 9.4782777827624e-11, 5.6584219276087e-11, -6.7686898635137e-12,
  3.492115936672e-13, 4.41042474176e-15, -2.39978622177e-15, 2.16773122007e-16, -9.5444660764e-18, -7.38767666e-20, 4.80085078e-20,
  -4.13995674e-21, 1.91682016e-22, -2.044154e-24,
];
const TERMS = 12;

const times = (a: Taylor, b: Taylor): Taylor =>
  a.map((_, k) => {
    let total = 0;
    for (let j = 0; j <= k; j++) total += a[j]! * b[k - j]!;
    return total;
  });

/** total += scale·e^(rate·t). */
const addExponential = (total: Taylor, rate: number, scale: number): Taylor => {
  for (let k = 0, term = scale; k < total.length; term *= rate / ++k) total[k]! += term;
  return total;
};

/** total ← total·(c + t) + constant. */
const multiplyLinear = (total: Taylor, c: number, constant = 0): void => {
  for (let k = total.length - 1; k > 0; k--) total[k] = total[k]! * c + total[k - 1]!;
  total[0] = total[0]! * c + constant;
};

/** total += 1/(d + t). */
const addPole = (total: Taylor, d: number): Taylor => {
  for (let k = 0, term = 1 / d; k < total.length; k++, term /= -d) total[k]! += term;
  return total;
};

const zeros = (n: number): Taylor => new Array<number>(n + 1).fill(0);

const besidePole = (n: number, d: number): Taylor => {
  const total = zeros(n);
  for (let k = STIELTJES.length - 1; k >= 0; k--) multiplyLinear(total, d, STIELTJES[k]);
  return addPole(total, d);
};

const rightOfPole = (n: number, x: number): Taylor => {
  const rest = addPole(zeros(n), x - 1);
  rest[0]! += 0.5 / TERMS;
  const rising = zeros(n); // B₂ⱼ/(2j)! multiplies x(x + 1)…(x + 2j − 2)/TERMS²ʲ
  rising[0] = 1 / (TERMS * TERMS);
  multiplyLinear(rising, x);
  for (let j = 0; j < BERNOULLI.length; j++) {
    for (let k = 0; k <= n; k++) {
      rest[k]! += BERNOULLI[j]! * rising[k]!;
      rising[k]! /= TERMS * TERMS;
    }
    multiplyLinear(rising, x + 2 * j + 1);
    multiplyLinear(rising, x + 2 * j + 2);
  }
  const total = times(addExponential(zeros(n), -Math.log(TERMS), TERMS ** (1 - x)), rest);
  for (let m = TERMS - 1; m > 0; m--) addExponential(total, -Math.log(m), m ** -x);
  return total;
};

const leftOfPole = (n: number, x: number): Taylor => {
  const { logGamma, product } = shiftedGamma(-x);
  const power = multiplyPairs(exactSum(1, -x), [2 * HALF_LOG_TWO_PI[0], 2 * HALF_LOG_TWO_PI[1]]);
  const exponent = addPairs(logGamma, negatePair(power));
  const scale = (-2 * x) / product[0];
  const growth: Taylor = [1]; // of (2π)^t Γ(1 − x − t)/Γ(1 − x), from its logarithmic derivative
  const slopes: Taylor = [];
  for (let k = 1, factorial = 1; k <= n; factorial *= k++) {
    slopes.push((k === 1 ? 2 * sumOf(HALF_LOG_TWO_PI) : 0) + ((k % 2 ? -1 : 1) * polygamma(k - 1, 1 - x)) / factorial);
    growth.push(slopes.reduce((total, slope, j) => total + slope * growth[k - 1 - j]!, 0) / k);
  }
  const sine = addExponential(zeros(n), Math.PI / 2, 1).map((c, k) => c * sinePi((x + k) / 2));
  const mirrored = zetaTaylor(n, 1 - x).map((c, k) => (k % 2 ? -c : c));
  const capped: Pair = [Math.min(exponent[0], 9e3), exponent[1]]; // ∞, but 0·∞ = 0 at −2, −4, …
  return times(times(growth, sine), mirrored).map((c) => exponential(capped, [scale * c, 0]));
};

const zetaTaylor = (n: number, x: number): Taylor => {
  if (Math.abs(x - 1) <= 1.5) return besidePole(n, x - 1);
  if (x > 1100) return addExponential(zeros(n), 0, 1);
  return x > 1 ? rightOfPole(n, x) : leftOfPole(n, x);
};

/** The n-th derivative of Riemann's zeta function, n ≥ 0: ±∞ at 1, NaN at −∞. */
export const zetaDerivative = (n: number, x: number): number => {
  if (!isOrder(n, 170) || !(x > -Infinity)) return NaN;
  let value = zetaTaylor(n, x)[n]!;
  for (let k = 2; k <= n; k++) value *= k;
  return value;
};

/** Riemann's zeta function: +∞ at 1, 0 at −2, −4, …. */
export const zeta = (x: number): number => zetaDerivative(0, x);
