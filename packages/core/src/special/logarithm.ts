/**
 * x = 2ᵏ·m with m in [√½, √2): log m = 2 artanh(s), s = (m − 1)/(m + 1). The quotient s is carried as a pair, and the rest of
 * the series is at most a hundredth of it, so the pair returned is right to about 60 bits.
 */
import { biasedExponent, powerOfTwo } from './bits.js';
import { dividePairs, exactSum } from './double-double.js';
import type { Pair } from './double-double.js';
import { polynomial } from './polynomial.js';

const LN2 = [0.6931471804855391, 7.440617110012397e-11];
// (2 artanh(s) − 2s)/s³ in s²
const LOG = [
  0.6666666666666666, 0.3999999999999999, 0.285714285714354, 0.2222222221986, 0.181818185937, 0.15384575132, 0.133356387, 0.11688124,
  0.11882,
];

/** log x for finite x > 0, as a pair. */
export const logarithm = (x: number): Pair => {
  const scale = x < 1e-300 ? 64 : 0; // denormals have no exponent of their own
  const scaled = x * (scale ? powerOfTwo(64) : 1);
  let k = biasedExponent(scaled) - 1023;
  let m = scaled * powerOfTwo(-k >> 1) * powerOfTwo(-k - (-k >> 1));
  if (m > 1.4142135623730951) {
    m /= 2;
    k++;
  }
  k -= scale;
  const f = m - 1;
  const quotient = dividePairs([f, 0], exactSum(2, f));
  const s = quotient[0];
  const z = s * s;
  const sum = exactSum(k * LN2[0]!, 2 * s);
  return exactSum(sum[0], sum[1] + (2 * quotient[1] + s * z * polynomial(LOG, z) + k * LN2[1]!));
};
