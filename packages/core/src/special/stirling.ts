/**
 * Positive x is shifted up to y = x + n ≥ 10, where nine terms of Stirling's series are exact to 60 bits. The exponent
 * log Γ(y) ≤ 711 and the product x(x + 1)…(x + n − 1) are pairs, so little more than the last rounding of Γ(x) is lost.
 */
import { addPairs, exactSum, multiplyPairs, negatePair } from './double-double.js';
import type { Pair } from './double-double.js';
import { exponential } from './exponential.js';
import { logarithm } from './logarithm.js';
import { polynomial } from './polynomial.js';

// B₂ₖ/(2k(2k − 1)): log Γ(y) = (y − ½) log y − y + ½ log 2π + Σ cₖ/y²ᵏ⁻¹
export const STIRLING = [
  0.08333333333333333, -0.00277777777777778, 0.00079365079365, -0.0005952380952, 0.00084175084, -0.001917527, 0.0064103, -0.02955, 0.18,
];
export const HALF_LOG_TWO_PI: Pair = [0.9189385332046728, -3.8782941580672414e-17];

/** log|a|. */
export const logarithmOfPair = (a: Pair): Pair => addPairs(logarithm(Math.abs(a[0])), [a[1] / a[0], 0]);

/** For x > 0: log Γ(x + n) and x(x + 1)…(x + n − 1). */
export const shiftedGamma = (x: number): { logGamma: Pair; product: Pair } => {
  let y: Pair = [x, 0];
  let product: Pair = [1, 0];
  for (let n = 1; y[0] < 10; n++) {
    product = multiplyPairs(product, y);
    y = exactSum(x, n);
  }
  const inverse = 1 / y[0];
  const series = inverse * polynomial(STIRLING, inverse * inverse);
  const logarithmic = multiplyPairs(addPairs(y, [-0.5, 0]), logarithmOfPair(y));
  const constants = addPairs(negatePair(y), [HALF_LOG_TWO_PI[0], HALF_LOG_TWO_PI[1] + series]);
  return { logGamma: addPairs(logarithmic, constants), product };
};

/** factor·xⁿ/n! for n ≥ 0 and x > 0, without the rounding errors of n multiplications. */
export const powerOverFactorial = (n: number, x: number, factor = 1): number => {
  const { logGamma, product } = shiftedGamma(n + 1);
  const exponent = addPairs(multiplyPairs([n, 0], logarithm(x)), negatePair(logGamma));
  return exponential(exponent, [product[0] * factor, 0]);
};
