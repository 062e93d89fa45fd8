/**
 * Power series near 0 (|x| ≤ 3 for Si and Ci, −0.7 ≤ x ≤ 37 for Ei); around the positive root of Ei the series is taken between the
 * root and x, so nothing cancels. Elsewhere e^z E₁(z) = 1/(z + 1 − 1/(z + 3 − 4/(z + 5 − …))) at z = −x for Ei and z = ix for
 * Si and Ci, from the number of levels that reaches double precision; for Ei beyond 37 its asymptotic series.
 */
import { addPairs, sumOf } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { logarithm } from './logarithm.js';
import { powerOverFactorial } from './stirling.js';

const EULER: Pair = [0.5772156649015329, -4.942915152430645e-18];
const EI_ROOT = [0.3725074107813666, 1.3140183414386028e-17];

/** e^z E₁(z) at z = re + i·im by its continued fraction. */
const scaledIntegral = (re: number, im: number): [re: number, im: number] => {
  const levels = 10 + Math.ceil((im ? 190 : 95) / (re + im));
  let wRe = Infinity;
  let wIm = 0;
  for (let k = levels; k >= 0; k--) {
    const scale = ((k + 1) * (k + 1)) / (wRe * wRe + wIm * wIm);
    wRe = re + 2 * k + 1 - (scale ? scale * wRe : 0);
    wIm = im + (scale ? scale * wIm : 0);
  }
  const size = wRe * wRe + wIm * wIm;
  return [wRe / size, -wIm / size];
};

/** γ + log x + Σ ±xᵏ/(k·k!) over k = first, first + step, …, with alternating signs in steps of two; the sum from its small end. */
const logarithmicSeries = (x: number, first: number, step: number): number =>
  x === 0 ? -Infinity : sumOf(addPairs(addPairs(logarithm(Math.abs(x)), EULER), [series(x, first, step), 0]));

const series = (x: number, first: number, step: number): number => {
  let total = 0;
  for (let k = first + 28; k >= first; k -= step) {
    total = 1 / k + total * (step === 2 ? (-x * x) / ((k + 1) * (k + 2)) : x / (k + 1));
  }
  return total * (first === 2 ? (-x * x) / 2 : x);
};

/** Σ xᵏ/(k·k!) for larger positive x, from its largest term outwards, since every step adds rounding errors to the term. */
const seriesFromPeak = (x: number): number => {
  const peak = Math.floor(x);
  const largest = powerOverFactorial(peak, x);
  let total = largest / peak;
  for (let k = peak + 1, term = largest; term > 1e-18 * total; k++) total += (term *= x / k) / k;
  for (let k = peak, term = largest; k > 1; k--) total += (term *= k / x) / (k - 1);
  return total;
};

/** Si(x) = ∫₀ˣ sin(t)/t dt. */
export const sineIntegral = (x: number): number => {
  if (x < 0) return -sineIntegral(-x);
  if (x <= 3) return x && series(x, 1, 2);
  if (x === Infinity) return Math.PI / 2;
  const [re, im] = scaledIntegral(0, x);
  return Math.PI / 2 + (im * Math.cos(x) - re * Math.sin(x));
};

/** Ci(x) = γ + log x + ∫₀ˣ (cos(t) − 1)/t dt, for negative x its real part Ci(|x|); −∞ at 0. */
export const cosineIntegral = (x: number): number => {
  if (x < 0) return cosineIntegral(-x);
  if (x <= 3) return logarithmicSeries(x, 2, 2);
  if (x === Infinity) return 0;
  const [re, im] = scaledIntegral(0, x);
  return -(re * Math.cos(x) + im * Math.sin(x));
};

/** log(x/r) + Σ (xᵏ − rᵏ)/(k·k!) with r the root of Ei. */
const besideRoot = (x: number): number => {
  const distance = x - EI_ROOT[0]! - EI_ROOT[1]!;
  let quotient = 1; // (xᵏ − rᵏ)/(x − r)
  let power = 1;
  let factorial = 1;
  let total = 0;
  for (let k = 1; k < 24; k++) {
    factorial *= k;
    total += quotient / (k * factorial);
    power *= EI_ROOT[0]!;
    quotient = quotient * x + power;
  }
  return Math.log1p(distance / EI_ROOT[0]!) + distance * total;
};

/** Ei(x) = γ + log|x| + Σ xᵏ/(k·k!), the principal value of ∫ eᵗ/t dt from −∞ to x; −∞ at 0. */
export const exponentialIntegral = (x: number): number => {
  if (x < -0.7) return x < -750 ? -0 : exponential([x, 0], [-scaledIntegral(-x, 0)[0], 0]);
  if (x > 0.2 && x < 1) return besideRoot(x);
  if (x <= 37) return x > 2 ? EULER[0] + Math.log(x) + seriesFromPeak(x) : logarithmicSeries(x, 1, 1);
  if (x > 720) return Infinity;
  let total = 1;
  for (let k = Math.min(60, Math.floor(x)); k > 0; k--) total = 1 + (total * k) / x;
  return exponential([x, 0], [total / x, 0]);
};
