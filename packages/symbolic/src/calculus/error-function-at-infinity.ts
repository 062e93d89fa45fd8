import { elementwise, Rational, type Elementwise } from '@chainrule/core';
import type { Term } from '../simplify/term.js';
import type { Expansion } from './asymptotic.js';
import type { Expander } from './expansion.js';

const zero = /* @__PURE__ */ Rational.of(0);

/** erfc(u)·u·√π·e^(u²) in powers of 1/u²: 1, −1/2, 3/4, … NIST DLMF 7.12.1. */
const series = /* @__PURE__ */ (() => [[1], [-1, 2], [3, 4], [-15, 8], [105, 16], [-945, 32]].map(([n, d]) => Rational.of(n!, d)))();

/** erf, erfc or normcdf of an argument that grows beyond bounds, by its sign. */
export function errorFunctionAtInfinity(expander: Expander, fn: Elementwise, a: Term, sign: number): Expansion {
  const { algebra } = expander;
  const size = algebra.scale(Rational.of(sign), a);
  const whole = (value: number, tail: number, at: Term): Expansion =>
    expander.plus(expander.of([[zero, algebra.number(value)]]), expander.scaled(tailOf(expander, at), algebra.number(tail)));
  if (fn === elementwise.erf) return whole(sign, -sign, size);
  if (fn === elementwise.erfc) return sign > 0 ? whole(0, 1, size) : whole(2, -1, size);
  const half = algebra.over(size, algebra.power(algebra.number(2), algebra.half));
  return sign > 0
    ? expander.plus(expander.constant(algebra.one), expander.scaled(tailOf(expander, half), algebra.number(Rational.of(-1, 2))))
    : expander.scaled(tailOf(expander, half), algebra.half);
}

/** erfc(u) as u comes to ∞: where u grows faster than powers, only that it is smaller than all of them. */
function tailOf(expander: Expander, u: Term): Expansion {
  const { algebra } = expander;
  const { scale, terms } = expander.expand(u);
  const growth = terms[0]!.power;
  if (scale !== algebra.zero || growth.sign >= 0) return expander.of([], expander.precision);
  const [square, inverse] = [algebra.power(u, 2), algebra.power(u, -2)];
  const sum = algebra.plus(...series.map((c, k) => algebra.scale(c, algebra.power(inverse, k))));
  const lead = algebra.times(
    algebra.power(algebra.base, algebra.negated(square)),
    algebra.power(algebra.times(u, algebra.power(algebra.call(elementwise.pi, []), algebra.half)), -1),
  );
  return expander.brokenOff(expander.expand(algebra.times(lead, sum)), growth.times(Rational.of(-1 - 2 * series.length)));
}
