import type { Term } from '../assembler/term.js';
import { add, constant, div, mul, sub } from './doubles.js';

/** Unevaluated sums of two doubles, as in core's portable functions: high + low carries about 106 bits. */
export type Pair = readonly [high: Term, low: Term];

/** a + b without error (Knuth). */
export function exactSum(a: Term, b: Term): Pair {
  const high = add(a, b);
  const part = sub(high, a);
  return [high, add(sub(a, sub(high, part)), sub(b, part))];
}

/** a + b without error, for |a| ≥ |b| (Dekker). */
export function quickSum(a: Term, b: Term): Pair {
  const high = add(a, b);
  return [high, sub(b, sub(high, a))];
}

/** The upper and the lower half of a number's digits (Veltkamp). */
function halves(a: Term): Pair {
  const scaled = mul(constant(134217729), a);
  const upper = sub(scaled, sub(scaled, a));
  return [upper, sub(a, upper)];
}

/** a·b without error (Dekker). */
export function exactProduct(a: Term, b: Term): Pair {
  const high = mul(a, b);
  const [[a1, a2], [b1, b2]] = [halves(a), halves(b)];
  return [high, sub(mul(a2, b2), sub(sub(sub(high, mul(a1, b1)), mul(a2, b1)), mul(a1, b2)))];
}

export function dividePairs(a: Pair, b: Pair): Pair {
  const high = div(a[0], b[0]);
  const product = exactProduct(high, b[0]);
  return [high, div(sub(add(sub(sub(a[0], product[0]), product[1]), a[1]), mul(high, b[1])), b[0])];
}

export const sumOf = ([high, low]: Pair): Term => add(high, low);

export function multiplyPairs(a: Pair, b: Pair): Pair {
  const product = exactProduct(a[0], b[0]);
  return quickSum(product[0], add(product[1], add(mul(a[0], b[1]), mul(a[1], b[0]))));
}
