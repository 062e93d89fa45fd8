import { pi, Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import type { Term } from './term.js';

/** Four times sin² at 0, π/12, … π/2, where one knows it. */
const quarters = [0, undefined, 1, 2, 3, undefined, 4];

/** The sine of so many twelfths of π. */
function sine(algebra: Algebra, twelfths: number): Term | undefined {
  const turn = ((twelfths % 24) + 24) % 24;
  const square = quarters[6 - Math.abs(6 - (turn % 12))];
  return square === undefined
    ? undefined
    : algebra.scale(Rational.of(turn < 12 ? 1 : -1), algebra.power(algebra.number(Rational.of(square, 4)), algebra.half));
}

/** sin, cos or tan of so many twelfths of π. */
function atTwelfths(algebra: Algebra, name: string, twelfths: number): Term | undefined {
  const [s, c] = [sine(algebra, twelfths), sine(algebra, twelfths + 6)];
  if (name === 'tan') return s && c && c !== algebra.zero ? algebra.over(s, c) : undefined;
  return name === 'sin' ? s : name === 'cos' ? c : undefined;
}

/** sin, cos or tan of a multiple of π. */
export function atMultipleOfPi(algebra: Algebra, name: string, a: Term): Term | undefined {
  const [rest, turns] = algebra.split(a);
  if (rest.fn !== pi || typeof turns === 'number') return undefined;
  const { numerator, isInteger } = turns.times(Rational.of(12));
  return isInteger ? atTwelfths(algebra, name, Number(numerator % 24n)) : undefined;
}

/** asin, acos or atan of such a sine, cosine or tangent, known by its square and sign. */
export function specialAngle(algebra: Algebra, name: string, a: Term): Term | undefined {
  if (!/^a(sin|cos|tan)$/.test(name)) return undefined;
  const square = algebra.power(a, 2);
  if (square.kind !== 'number') return undefined;
  for (let twelfths = 0; twelfths <= 6; twelfths++) {
    const value = atTwelfths(algebra, name.slice(1), twelfths);
    if (!value || algebra.power(value, 2) !== square) continue;
    const angle = algebra.isNegative(a) ? (name === 'acos' ? 12 : 0) - twelfths : twelfths;
    return algebra.scale(Rational.of(angle, 12), algebra.call(pi, []));
  }
  return undefined;
}
