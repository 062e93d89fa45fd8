import type { Algebra } from './algebra.js';
import type { Term } from './term.js';

/** The exponents of sine and cosine in each function, and of sinh and cosh in its hyperbolic namesake. */
const exponents: Readonly<Record<string, readonly [sine: number, cosine: number]>> = {
  sin: [1, 0],
  cos: [0, 1],
  tan: [1, -1],
  cot: [-1, 1],
  sec: [0, -1],
  csc: [-1, 0],
};

/** f(g(u)) for a circular function of an inverse circular one, or a hyperbolic one of an inverse hyperbolic one: cos(asin(u)) = √(1 − u²). */
export function ofInverse(algebra: Algebra, outer: string, inner: Term): Term | undefined {
  const hyperbolic = outer.endsWith('h');
  const powers = exponents[hyperbolic ? outer.slice(0, -1) : outer];
  const name = inner.fn?.name;
  if (powers === undefined || name?.[0] !== 'a' || name.endsWith('h') !== hyperbolic) return undefined;
  const u = inner.args[0]!;
  /** √(a + b·u²) */
  const leg = (a: number, b: number): Term =>
    algebra.power(algebra.plus(algebra.number(a), algebra.times(algebra.number(b), algebra.power(u, 2))), algebra.half);
  const sides: Readonly<Record<string, () => readonly [sine: Term, cosine: Term]>> = {
    asin: () => [u, leg(1, -1)],
    acos: () => [leg(1, -1), u],
    atan: () => [algebra.over(u, leg(1, 1)), algebra.power(leg(1, 1), -1)],
    asinh: () => [u, leg(1, 1)],
    acosh: () => [leg(-1, 1), u],
    atanh: () => [algebra.over(u, leg(1, -1)), algebra.power(leg(1, -1), -1)],
  };
  if (!Object.hasOwn(sides, name)) return undefined;
  const [sine, cosine] = sides[name]!();
  return algebra.product([[sine, algebra.number(powers[0])], [cosine, algebra.number(powers[1])]]); // prettier-ignore
}
