import type { Algebra } from './algebra.js';
import { sineAndCosine } from './sine-and-cosine.js';
import type { Term } from './term.js';

/** f(g(u)) for a circular function of an inverse circular one, or a hyperbolic one of an inverse hyperbolic one: cos(asin(u)) = √(1 − u²). */
export function ofInverse(algebra: Algebra, outer: string, inner: Term): Term | undefined {
  const name = inner.fn?.name;
  if (name?.[0] !== 'a') return undefined;
  const powers = sineAndCosine.get(outer);
  if (powers === undefined || name.endsWith('h') !== (powers.h === 'h')) return undefined;
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
  return algebra.product([[sine, algebra.number(powers.sine)], [cosine, algebra.number(powers.cosine)]]); // prettier-ignore
}
