/**
 * x = k·ln 2 + r with |r| ≤ ln 2/2: the leading part of ln 2 has 33 bits, so k times it is exact, and eʳ = 1 + r + r²q(r)
 * with q a polynomial. The result is scaled by 2ᵏ in two steps, so that denormal results are rounded once.
 */
import { powerOfTwo } from './bits.js';
import type { Pair } from './double-double.js';
import { polynomial } from './polynomial.js';

const LN2 = [0.6931471804855391, 7.440617110012397e-11];
// (eʳ − 1 − r)/r²
const EXP = [
  0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326084, 0.00138888888888837, 0.00019841269875002, 2.48015873257e-5,
  2.755725517e-6, 2.75572735e-7, 2.5105313e-8, 2.091476e-9,
];

/** factor·e^exponent, with one rounding of weight: for factors and exponents known beyond a double. */
export const exponential = (exponent: Pair, factor: Pair): number => {
  const high = exponent[0];
  if (!(high < 1e4)) return high * Infinity * factor[0]; // NaN stays NaN
  if (high < -1e4) return 0 * factor[0];
  const k = Math.floor(high / (LN2[0]! + LN2[1]!) + 0.5);
  const reduced = high - k * LN2[0]!;
  const r = reduced - k * LN2[1]!;
  const rest = reduced - r - k * LN2[1]! + exponent[1];
  const curved = r * r * polynomial(EXP, r);
  const tail = curved + rest * (1 + r + curved);
  const value = factor[0] + (factor[0] * r + (factor[0] * tail + factor[1] * (1 + r)));
  const half = Math.max(-1000, Math.min(1000, k >> 1));
  return value * powerOfTwo(half) * powerOfTwo(Math.max(-1000, Math.min(1000, k - half)));
};
