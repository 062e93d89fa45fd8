/**
 * Activations whose left tails end among the subnormal numbers: the factor beside e^x is multiplied in before the result is scaled.
 * At −∞ they are −0, the limit; zeros keep their sign.
 */
import type { Term } from '../assembler/term.js';
import { add, constant as c, div, mul } from './doubles.js';
import { scaledExp } from './extended.js';
import { f64x2, v128 } from './lanes.js';
import { dividePairs, exactProduct, exactSum, multiplyPairs, sumOf, type Pair } from './pairs.js';

const nothing = /* @__PURE__ */ c(0);
const bounded = (x: Term): Term => f64x2.max(x, c(-1e3));
/** e^−|x|. */
const decay = (x: Term, short: boolean): Term => scaledExp([f64x2.neg(f64x2.abs(x)), nothing], undefined, short);
/** a + b; for single precision without what it loses. */
const sumPair = (a: Term, b: Term, short: boolean): Pair => (short ? [add(a, b), nothing] : exactSum(a, b));
const quotient = (a: Pair, b: Pair, short: boolean): Pair => (short ? [div(a[0], b[0]), nothing] : dividePairs(a, b));
const product = (a: Pair, b: Term, short: boolean): Pair => (short ? [mul(a[0], b), nothing] : multiplyPairs(a, [b, nothing]));

/** Times a constant, of which double precision has what its double lacks, too. */
const scaled = (a: Pair, high: number, low: number, short: boolean): Pair =>
  short ? [mul(a[0], c(high)), nothing] : multiplyPairs(a, [c(high), c(low)]);

/** A factor, for negative x times e^exponent, which is q; doubles hold what is subnormal in single precision. */
function withTail(x: Term, exponent: Pair, q: Term, factor: Pair, short: boolean): Term {
  const tail = short ? mul(factor[0], q) : scaledExp(exponent, factor);
  const value = v128.select(f64x2.lt(x, nothing), tail, short ? factor[0] : sumOf(factor));
  return v128.select(f64x2.eq(x, c(-Infinity)), c(-0), v128.select(v128.or(f64x2.eq(x, nothing), f64x2.eq(x, c(Infinity))), x, value));
}

/** x·σ(x) = x/(1 + q), for negative x times q, with q = e^−|x|. */
export function silu(x: Term, short: boolean): Term {
  const q = decay(x, short);
  const factor = quotient([bounded(x), nothing], sumPair(c(1), q, short), short);
  return withTail(x, [x, nothing], q, factor, short);
}

/** x·tanh(ln(1 + e^x)) = x(1 + 2q)/(1 + 2q + 2q²), for negative x xq(2 + q)/(2 + 2q + q²). */
export function mish(x: Term, short: boolean): Term {
  const q = decay(x, short);
  const negative = f64x2.lt(x, nothing);
  const [twice, square] = [add(q, q), mul(q, q)];
  const first = v128.select(negative, c(2), c(1));
  const above = sumPair(first, v128.select(negative, q, twice), short);
  const [some, rest] = sumPair(first, twice, short);
  const [below, low] = sumPair(some, v128.select(negative, square, add(square, square)), short);
  const ratio = quotient(above, [below, add(low, rest)], short);
  return withTail(x, [x, nothing], q, product(ratio, bounded(x), short), short);
}

/** x·σ(2√(2/π)(x + 0.044715x³)), the argument to twice the digits where it is magnified. */
export function gelutanh(x: Term, short: boolean): Term {
  const size = f64x2.min(f64x2.abs(x), c(1e3));
  const square: Pair = short ? [mul(size, size), nothing] : exactProduct(size, size);
  const third = scaled(product(square, size, short), 0.044715, 2.1960211427085595e-18, short);
  const [high, low] = sumPair(size, third[0], short);
  const inner = scaled([high, add(low, third[1])], 1.5957691216057308, -9.96930880911092e-17, short);
  const exponent: Pair = [f64x2.neg(inner[0]), f64x2.neg(inner[1])];
  const q = scaledExp(exponent, undefined, short);
  const factor = quotient([bounded(x), nothing], sumPair(c(1), q, short), short);
  return withTail(x, exponent, q, factor, short);
}
