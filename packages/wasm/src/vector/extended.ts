/** Exponential and logarithm of doubles with more digits than a double has: for what multiplies, subtracts or scales them. */
import type { Term } from '../assembler/term.js';
import { add, constant as c, mul, sub } from './doubles.js';
import { f64x2, i32x4, i64x2 } from './lanes.js';
import { split } from './logarithm.js';
import { dividePairs, exactSum, multiplyPairs, quickSum, type Pair } from './pairs.js';
import { polynomial } from './polynomial.js';

const ln2 = [0.6931471804855391, 7.440617110012397e-11] as const;
// (e^r − 1 − r)/r² up to 0.35: 2.0e-18, and for single precision: 1.5e-9. tooling/reference/vector/coefficients.py
const exponential = [
  0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333325551, 0.0013888888888883332, 0.00019841269876840357, 2.480158732699005e-5,
  2.755725286336732e-6, 2.755727183153613e-7, 2.5106262550879078e-8, 2.0915433598076003e-9,
];
const exponentialShort = [
  0.500000001427659, 0.16666666682523656, 0.04166645690406264, 0.008333310034706868, 0.001393453165508802, 0.00019891969905683137,
];

/** e^x = 2ⁿ·(1 + r + tail), with what x lacks in digits as its low part. */
function reduced(high: Term, low: Term | undefined, short: boolean): { readonly n: Term; readonly r: Term; readonly tail: Term } {
  // Beyond these, 0 and ∞ are certain whatever the factor; in single precision sooner.
  const most = short ? 700 : 1400;
  const within = f64x2.fastMax(f64x2.fastMin(high, c(most)), c(-most));
  const n = f64x2.nearest(mul(within, c(1.4426950408889634)));
  const left = sub(within, mul(n, c(ln2[0])));
  const r = sub(left, mul(n, c(ln2[1])));
  const curved = mul(mul(r, r), polynomial(f64x2, short ? exponentialShort : exponential, r));
  if (short) return { n, r, tail: curved };
  const lost = sub(sub(left, r), mul(n, c(ln2[1])));
  const rest = low === undefined ? lost : add(lost, low);
  return { n, r, tail: add(curved, mul(rest, add(add(c(1), r), curved))) };
}

const whole = (n: Term): Term => i64x2.extendLow(i32x4.fromF64(n));
const power = (k: Term): Term => i64x2.shl(i64x2.add(k, i64x2.const(1023)), 52);

/** x·2ⁿ with one rounding, in two steps: the result may be subnormal, or 2ⁿ too large. */
function scaled(x: Term, n: Term): Term {
  const all = whole(n);
  const half = i64x2.sar(all, 1);
  return mul(mul(x, power(half)), power(i64x2.sub(all, half)));
}

/** factor·e^exponent, rounded once where the result is subnormal. For single precision (short) the low parts do not count. */
export function scaledExp([high, low]: Pair, factor: Pair | undefined, short = false): Term {
  const { n, r, tail } = reduced(high, low, short);
  if (short) {
    const value = add(c(1), add(r, tail));
    return mul(factor === undefined ? value : mul(factor[0], value), power(whole(n)));
  }
  if (factor === undefined) return scaled(add(c(1), add(r, tail)), n);
  const [f, g] = factor;
  return scaled(add(f, add(mul(f, r), add(mul(f, tail), mul(g, add(c(1), r))))), n);
}

/** e^x/2 as a pair for x up to 1400, infinite beyond what doubles hold. */
export function halfExp(x: Term): Pair {
  const { n, r, tail } = reduced(x, undefined, false);
  const [one, low] = quickSum(c(1), r);
  const [high, rest] = quickSum(one, add(low, tail));
  const down = sub(n, c(1));
  return [scaled(high, down), scaled(rest, down)];
}

// (2 artanh(s) − 2s)/s³ in s² as in core; (2 artanh s − 2s − 2s³/3)/s⁵ up to 0.0294: 2.6e-17
const artanh = [
  0.6666666666666666, 0.3999999999999999, 0.285714285714354, 0.2222222221986, 0.181818185937, 0.15384575132, 0.133356387, 0.11688124,
  0.11882,
];

const artanhRest = [
  0.4, 0.28571428571429364, 0.22222222221655907, 0.181818183353876, 0.15384594963074136, 0.13334804663624336, 0.11706237148816372,
  0.11723170160799075,
];

/** log x for finite x > 0 as a pair: to 60 bits, or where it will be multiplied to 67. */
export function logPair(x: Term, multiplied = false): Pair {
  const { k, f } = split(f64x2, x);
  const s = dividePairs([f, c(0)], exactSum(c(2), f));
  const z = mul(s[0], s[0]);
  const sum = exactSum(mul(k, c(ln2[0])), mul(c(2), s[0]));
  const small = add(mul(c(2), s[1]), mul(k, c(ln2[1])));
  if (!multiplied) return extend(sum, add(small, mul(mul(s[0], z), polynomial(f64x2, artanh, z))));
  const square = multiplyPairs(s, s);
  const cubic = multiplyPairs(multiplyPairs(square, s), [c(0.6666666666666666), c(3.700743415417188e-17)]);
  const both = exactSum(sum[0], cubic[0]);
  const rest = add(cubic[1], mul(mul(mul(s[0], z), z), polynomial(f64x2, artanhRest, z)));
  return extend(both, add(sum[1], add(small, rest)));
}

const extend = (sum: Pair, low: Term): Pair => exactSum(sum[0], add(sum[1], low));
