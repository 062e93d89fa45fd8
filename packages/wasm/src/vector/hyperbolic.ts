import type { Term } from '../assembler/term.js';
import { add, constant as c, div, mul, sub } from './doubles.js';
import { halfExp, logPair } from './extended.js';
import { f64x2, v128 } from './lanes.js';
import { dividePairs, exactSum, quickSum, sumOf, type Pair } from './pairs.js';
import { polynomial } from './polynomial.js';

const signed = (size: Term, sign: Term): Term => v128.or(size, v128.and(sign, c(-0)));

// (sinh x − x)/x³ in x² up to 1: 9.4e-18. tooling/reference/vector/coefficients.py
const sineSeries = [
  0.16666666666666666, 0.008333333333333333, 0.00019841269841269773, 2.755731922404034e-6, 2.505210836405804e-8, 1.6059048396350562e-10,
  7.646625361656657e-13, 2.8445264169895285e-15,
];

/** (e^|x| ± e^−|x|)/2; e^−|x| is the inverse of the other. */
function halves(x: Term): { readonly grown: Pair; readonly decayed: Term } {
  const grown = halfExp(f64x2.min(f64x2.abs(x), c(800)));
  return { grown, decayed: div(c(0.25), grown[0]) };
}
const plus = ([high, low]: Pair, other: Term): Term => {
  const sum = add(high, other);
  // Where the sum is infinite what it lacks is not known.
  return add(sum, v128.and(add(sub(other, sub(sum, high)), low), f64x2.lt(f64x2.abs(sum), c(Infinity))));
};

export function sinh(x: Term): Term {
  const { grown, decayed } = halves(x);
  const z = mul(x, x);
  const near = add(x, mul(mul(x, z), polynomial(f64x2, sineSeries, z)));
  return v128.select(f64x2.lt(f64x2.abs(x), c(1)), near, signed(plus(grown, f64x2.neg(decayed)), x));
}

export function cosh(x: Term): Term {
  const { grown, decayed } = halves(x);
  return plus(grown, decayed);
}

/** ln(1 + high + low) for 1 + high > 0, as a pair times one half where `halved`. */
export function log1pPair([high, low]: Pair): Pair {
  const [u, lost] = exactSum(c(1), high);
  const [l, rest] = logPair(u);
  return quickSum(l, add(rest, div(add(lost, low), u)));
}

/** artanh x = ½ ln(1 + 2x/(1 − x)). */
export function atanh(x: Term): Term {
  const size = f64x2.abs(x);
  const inside = f64x2.lt(size, c(1));
  const bounded = v128.and(size, inside);
  const value = mul(c(0.5), sumOf(log1pPair(dividePairs([add(bounded, bounded), c(0)], exactSum(c(1), f64x2.neg(bounded))))));
  const ends = v128.select(f64x2.eq(size, c(1)), c(Infinity), c(NaN));
  return v128.select(f64x2.lt(size, c(2 ** -500)), x, signed(v128.select(inside, value, ends), x));
}

/** ln(2x) for x so large that it is the same. */
const logTwice = (x: Term): Term => {
  const [high, low] = logPair(x);
  return add(high, add(low, c(Math.LN2)));
};

/** arsinh x = ln(1 + x + x²/(1 + √(1 + x²))). */
export function asinh(x: Term): Term {
  const size = f64x2.abs(x);
  const bounded = f64x2.min(size, c(2 ** 30));
  const square = mul(bounded, bounded);
  const more = div(square, add(c(1), f64x2.sqrt(add(c(1), square))));
  const value = v128.select(f64x2.gt(size, c(2 ** 30)), logTwice(size), sumOf(log1pPair(exactSum(bounded, more))));
  const special = v128.or(f64x2.lt(size, c(2 ** -500)), f64x2.eq(size, c(Infinity)));
  return v128.select(v128.or(special, f64x2.ne(x, x)), x, signed(value, x));
}

/** arcosh x = ln(1 + w + √(2w + w²)) with w = x − 1. */
export function acosh(x: Term): Term {
  const w = f64x2.min(sub(x, c(1)), c(2 ** 30));
  const root = f64x2.sqrt(mul(w, add(w, c(2))));
  const value = v128.select(f64x2.gt(x, c(2 ** 30)), logTwice(x), sumOf(log1pPair(exactSum(root, w))));
  return v128.select(f64x2.lt(x, c(1)), c(NaN), v128.select(f64x2.lt(x, c(Infinity)), value, x));
}
