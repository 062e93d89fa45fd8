import { elementwise, Rational, type Elementwise } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import type { Term } from '../simplify/term.js';

/**
 * An inverse function where its argument comes to ±1, or its reciprocal's does, and its slope to infinity: in functions that are smooth there.
 * acos u = 2·asin √((1 − u)/2), acosh u = 2·asinh √((u − 1)/2), atanh u = ½ ln((1 + u)/(1 − u)). NIST DLMF 4.24, 4.38.
 */
export function atBranchPoint(algebra: Algebra, fn: Elementwise, u: Term, limit: Term): Term | undefined {
  const { acos, acosh, atanh, asin, asinh, log, pi } = elementwise;
  const { one } = algebra;
  const reciprocal = { asec: acos, acsc: asin, asech: acosh, acoth: atanh }[fn.name];
  if (reciprocal) return algebra.apply(reciprocal, [algebra.power(u, -1)]);
  const side = limit === one ? 1 : limit === algebra.number(-1) ? -1 : undefined;
  if (side === undefined) return undefined;
  const half = algebra.number(Rational.of(1, 2));
  const rootOfHalf = (of: Term): Term => algebra.power(algebra.times(half, of), half);
  const twice = (of: Term): Term => algebra.times(algebra.number(2), of);
  const signed = (of: Term): Term => (side > 0 ? of : algebra.negated(of));
  /** acos(|u|) where u is near ±1. */
  const small = (): Term => twice(algebra.apply(asin, [rootOfHalf(algebra.minus(one, signed(u)))]));
  const angle = (by: Rational): Term => algebra.scale(by, algebra.call(pi, []));
  switch (fn) {
    case acos:
      return side > 0 ? small() : algebra.minus(angle(Rational.of(1)), small());
    case asin:
      return signed(algebra.minus(angle(Rational.of(1, 2)), small()));
    case acosh:
      return side > 0 ? twice(algebra.apply(asinh, [rootOfHalf(algebra.minus(u, one))])) : undefined;
    case atanh:
      return algebra.times(half, algebra.apply(log, [algebra.over(algebra.plus(one, u), algebra.minus(one, u))]));
    default:
      return undefined;
  }
}
