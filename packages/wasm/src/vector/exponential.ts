import type { Term } from '../assembler/term.js';
import { f64x2, i32x4, i64x2, v128, viaDoubles, type Lanes } from './lanes.js';
import { polynomial } from './polynomial.js';

/** x = n·ln 2 + r with |r| ≤ ½ ln 2, and e^r − 1 to full relative accuracy. */
interface Reduced {
  /** n as an integer in every lane. */
  readonly n: Term;
  readonly lessOne: Term;
}

const log2e = 1.4426950408889634;
// (e^r − 1 − r)/r² for |r| ≤ 0.35: Cephes' minimax polynomial in single, Taylor's in double precision.
const single = [5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3, 1.98756915e-4];
const double = /* @__PURE__ */ Array.from({ length: 12 }, (_, k) => 1 / factorial(k + 2));
function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** The adjustment of the lanes to what e^x can still be told from 0 and ∞. */
function reduced(lanes: Lanes, x: Term): Reduced {
  const narrow = lanes.type === 'float32';
  const [lowest, highest] = narrow ? [-104, 89] : [-746, 710];
  const within = lanes.fastMax(lanes.fastMin(x, lanes.const(highest)), lanes.const(lowest));
  const rounded = lanes.nearest(lanes.mul(within, lanes.const(log2e)));
  // ln 2 in two parts, the first with so few bits that its product with n is exact.
  const [high, low] = narrow ? [0.693359375, -2.12194440054690583e-4] : [6.9314718036912381649e-1, 1.90821492927058770002e-10];
  const r = lanes.sub(lanes.sub(within, lanes.mul(rounded, lanes.const(high))), lanes.mul(rounded, lanes.const(low)));
  const lessOne = lanes.add(lanes.mul(lanes.mul(r, r), polynomial(lanes, narrow ? single : double, r)), r);
  return { n: narrow ? i32x4.fromF32(rounded) : i64x2.extendLow(i32x4.fromF64(rounded)), lessOne };
}

/** 2ⁿ for an n within the normal numbers. */
function powerOfTwo(lanes: Lanes, n: Term): Term {
  return lanes.type === 'float32' ? i32x4.shl(i32x4.add(n, i32x4.const(127)), 23) : i64x2.shl(i64x2.add(n, i64x2.const(1023)), 52);
}

export function exp(lanes: Lanes, x: Term): Term {
  const { n, lessOne } = reduced(lanes, x);
  // In two steps, because the result may be subnormal or 2ⁿ too large.
  const half = lanes.bits.sar(n, 1);
  const rest = lanes.bits.sub(n, half);
  return lanes.mul(lanes.mul(lanes.add(lessOne, lanes.const(1)), powerOfTwo(lanes, half)), powerOfTwo(lanes, rest));
}

/** e^x − 1 for x between −40 and 40. */
function moderateExpm1(lanes: Lanes, x: Term): Term {
  const { n, lessOne } = reduced(lanes, x);
  const scale = powerOfTwo(lanes, n);
  return lanes.add(lanes.mul(lessOne, scale), lanes.sub(scale, lanes.const(1)));
}

/** tanh x = t/(t + 2) with t = e^(2|x|) − 1. */
export function tanh(lanes: Lanes, x: Term): Term {
  const size = lanes.fastMin(lanes.abs(x), lanes.const(lanes.type === 'float32' ? 10 : 20));
  const t = moderateExpm1(lanes, lanes.add(size, size));
  return copySign(lanes, lanes.div(t, lanes.add(t, lanes.const(2))), x);
}

/** σ(x): with q = e^(−|x|), 1/(1 + q) for positive x, else q/(1 + q). */
export function sigmoid(lanes: Lanes, x: Term): Term {
  const q = exp(lanes, lanes.neg(lanes.abs(x)));
  const numerator = v128.select(lanes.lt(x, lanes.const(0)), q, lanes.const(1));
  return lanes.div(numerator, lanes.add(q, lanes.const(1)));
}

export function copySign(lanes: Lanes, size: Term, sign: Term): Term {
  return v128.or(size, v128.and(sign, lanes.const(-0)));
}

export function expm1(lanes: Lanes, x: Term): Term {
  if (lanes.type === 'float32') return viaDoubles((half) => expm1(f64x2, half), x);
  const { n, lessOne } = reduced(lanes, x);
  // Beyond these e^x − 1 is e^x or −1 to the last digit, and 2ⁿ may leave the normal numbers.
  const moderate = v128.and(lanes.gt(x, lanes.const(-40)), lanes.lt(x, lanes.const(700)));
  const scale = powerOfTwo(lanes, n);
  const near = lanes.add(lanes.mul(lessOne, scale), lanes.sub(scale, lanes.const(1)));
  // −0 stays, which the sum would lose.
  return v128.select(lanes.eq(x, lanes.const(0)), x, v128.select(moderate, near, lanes.sub(exp(lanes, x), lanes.const(1))));
}
