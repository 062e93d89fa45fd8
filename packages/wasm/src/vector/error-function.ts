import type { Term } from '../assembler/term.js';
import { add, constant as c, div, mul, neg, sub } from './doubles.js';
import { scaledExp } from './extended.js';
import { f64x2, v128 } from './lanes.js';
import { dividePairs, exactProduct, exactSum, multiplyPairs, type Pair } from './pairs.js';
import { polynomial } from './polynomial.js';

// tooling/reference/vector/coefficients.py: erf(x)/x − 1 in x² up to 1, 1.6e-17; the same for single precision, 3.4e-11.
const center = [
  0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145, -0.000854832698083379,
  0.0001205533111164271, -1.4925595266831182e-5, 1.6461000484121368e-6, -1.6350312701054695e-7, 1.4659775274047436e-8,
  -1.1372848856791674e-9, 5.957176147748911e-11,
];
const centerShort = [
  0.12837916706154343, -0.3761263846802871, 0.11283782495236845, -0.026865430727670243, 0.005221031807858023, -0.0008484080405535107,
  0.00011265959025606609, -9.667044571486996e-6,
];
// (1 + 2x)·erfcx(x) − 1 in (x − 3)/(x + 3) on all of [0, ∞), 2.7e-17; for single precision, 1.1e-10.
const tail = [
  0.25300805826972966, -0.13562110612458117, -0.04756229435345087, 0.1296451587027606, -0.11927366341530699, 0.06830802734397848,
  -0.023770514918645888, 0.002529391816066239, 0.0018886903591561553, -0.0007798322721083991, -0.00010515979981501177,
  0.00012509935235563107, 4.949484992570595e-6, -2.0100567931289227e-5, -7.315105164159062e-7, 3.472414602875686e-6, 3.5683839153992204e-7,
  -6.166496077604353e-7, -1.4160064940265987e-7, 1.0187000600072885e-7, 4.180784698845582e-8, -1.3326364813003834e-8, -8.500397929772615e-9,
  9.885798831139365e-10, 8.864219016427092e-10,
];
const tailShort = [
  0.25300805826972966, -0.13562110443635378, -0.04756229428715902, 0.12964509537128008, -0.11927366592992146, 0.06830871945387393,
  -0.023770486690952122, 0.0025260256479564505, 0.0018885464637363092, -0.0007713019885507317, -0.0001047658020783463, 0.000113189114183447,
  4.3232205758375235e-6, -1.1039710043070329e-5, -1.3169874678591097e-7,
];

/** erf x for |x| ≤ 1. */
const nearZero = (x: Term, short: boolean): Term => add(x, mul(x, polynomial(f64x2, short ? centerShort : center, mul(x, x))));

/** factor·e^(−x²)·erfcx(x) for x ≥ 0, which is factor·erfc(x). */
function tailOf([x, low]: Pair, factor: Term | undefined, short: boolean): Term {
  // Beyond 40 it is 0; its square would overflow.
  const bounded = f64x2.min(x, c(40));
  const t = div(sub(bounded, c(3)), add(bounded, c(3)));
  const series = polynomial(f64x2, short ? tailShort : tail, t);
  const twice = add(bounded, bounded);
  if (short) {
    const quotient = div(add(c(1), series), add(c(1), twice));
    return scaledExp([neg(mul(bounded, bounded)), c(0)], [factor === undefined ? quotient : mul(factor, quotient), c(0)], true);
  }
  const quotient = dividePairs(exactSum(c(1), series), exactSum(c(1), twice));
  const [square, rest] = exactProduct(bounded, bounded);
  const exponent: Pair = [neg(square), neg(add(rest, mul(twice, low)))];
  return scaledExp(exponent, factor === undefined ? quotient : multiplyPairs(quotient, [factor, c(0)]));
}

export function erf(x: Term, short: boolean): Term {
  const size = f64x2.abs(x);
  const far = v128.or(sub(c(1), tailOf([size, c(0)], undefined, short)), v128.and(x, c(-0)));
  return v128.select(f64x2.lt(size, c(1)), nearZero(x, short), far);
}

export function erfc(x: Term, short: boolean): Term {
  const beyond = tailOf([f64x2.abs(x), c(0)], undefined, short);
  const other = v128.select(f64x2.lt(x, c(-1)), sub(c(2), beyond), sub(c(1), nearZero(x, short)));
  return v128.select(f64x2.ge(x, c(0.25)), beyond, v128.select(f64x2.ne(x, x), x, other));
}

/** factor·Φ(x), with Φ(x) = erfc(−x/√2)/2. */
function normalTimes(x: Term, factor: Term | undefined, short: boolean): Term {
  const size = f64x2.abs(x);
  // 1/√2 to twice the digits.
  const scaled: Pair = short
    ? [mul(size, c(Math.SQRT1_2)), c(0)]
    : multiplyPairs([f64x2.min(size, c(60)), c(0)], [c(Math.SQRT1_2), c(-4.833646656726457e-17)]);
  const times = (value: Term): Term => (factor === undefined ? value : mul(factor, value));
  const low = f64x2.lt(x, c(-0.5));
  const half = factor === undefined ? c(0.5) : v128.select(low, mul(factor, c(0.5)), c(0.5));
  const end = tailOf(scaled, half, short);
  const middle = add(c(0.5), mul(nearZero(v128.or(scaled[0], v128.and(x, c(-0))), short), c(0.5)));
  const above = v128.select(f64x2.lt(x, c(1)), middle, sub(c(1), end));
  return v128.select(low, end, times(above));
}

/** The distribution function of the normal distribution; its lower tail keeps its digits. */
export const normcdf = (x: Term, short: boolean): Term => v128.select(f64x2.ne(x, x), x, normalTimes(x, undefined, short));

/** x·Φ(x), and −0, its limit, at −∞. */
export const gelu = (x: Term, short: boolean): Term =>
  v128.select(f64x2.eq(x, c(-Infinity)), c(-0), normalTimes(x, f64x2.max(x, c(-1e3)), short));

/** e^(−x²/2)/√(2π). */
export function normpdf(x: Term, short: boolean): Term {
  const bounded = f64x2.min(f64x2.abs(x), c(60));
  const [square, low] = exactProduct(bounded, bounded);
  const exponent: Pair = [mul(square, c(-0.5)), mul(low, c(-0.5))];
  return scaledExp(exponent, [c(0.3989422804014327), c(-2.49232720227773e-17)], short);
}
