import { Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isInteger, quotient } from './constant.js';
import { summands } from './expanded.js';
import { fromGenerators, generators, type Generators } from './generators.js';
import type { Factor, Part, Term } from './term.js';

const mostSteps = 64;

/** a/b for sums that are polynomials (in whatever they are made of), or `undefined` when b does not divide a. */
export function divide(algebra: Algebra, a: Term, b: Term): Term | undefined {
  const divisor = leading(algebra, b);
  if (divisor === undefined) return undefined;
  const result: Part[] = [];
  for (let rest = a, step = 0; rest !== algebra.zero; step++) {
    const top = leading(algebra, rest);
    if (top === undefined || step > mostSteps) return undefined;
    const powers: [Term, Rational][] = [];
    for (const key of new Set([...top.powers.keys(), ...divisor.powers.keys()]))
      powers.push([key, exponent(top.powers, key).minus(exponent(divisor.powers, key))]);
    if (powers.some(([, n]) => n.sign < 0)) return undefined;
    const factor = fromGenerators(algebra, powers);
    const coefficient = quotient(top.coefficient, divisor.coefficient);
    result.push([factor, coefficient]);
    rest = algebra.sum([
      ...summands(algebra, rest),
      ...summands(algebra, b).map(([part, c]): Part => [algebra.times(part, factor), quotient(c, quotient(-1, coefficient))]),
    ]);
  }
  return algebra.sum(result);
}

const zero = /* @__PURE__ */ Rational.of(0);
const exponent = (powers: Generators, key: Term): Rational => powers.get(key) ?? zero;

/** The summand that comes first, by the exponents of the oldest generator, then of the next; `undefined` when the sum is no polynomial. */
function leading(algebra: Algebra, sum: Term): { powers: Generators; coefficient: Rational } | undefined {
  const all = summands(algebra, sum).map(([part, coefficient]) => ({ powers: generators(algebra, part), coefficient }));
  for (const { powers, coefficient } of all) {
    if (typeof coefficient === 'number') return undefined;
    for (const n of powers.values()) if (!isInteger(n) || n.sign < 0) return undefined;
  }
  const keys = [...new Set(all.flatMap(({ powers }) => [...powers.keys()]))].sort((a, b) => a.id - b.id);
  const later = (a: Generators, b: Generators): boolean => {
    const key = keys.find((k) => exponent(a, k).compare(exponent(b, k)) !== 0);
    return key !== undefined && exponent(a, key).compare(exponent(b, key)) > 0;
  };
  return all.reduce((best, next) => (later(next.powers, best.powers) ? next : best)) as { powers: Generators; coefficient: Rational };
}

/** The product with a sum above cancelled against one below that divides it, or one below that it divides. */
export function cancelled(algebra: Algebra, product: Term): Term | undefined {
  const sums = product.factors.filter(
    ([base, x]) => base.kind === 'sum' && base.parts.length <= 12 && x.kind === 'number' && isInteger(x.value),
  );
  const above = sums.filter(([, x]) => Number(x.value) > 0);
  const below = sums.filter(([, x]) => Number(x.value) < 0);
  for (const [a, m] of above)
    for (const [b, n] of below) {
      const times = Math.min(Number(m.value), -Number(n.value));
      const rest = product.factors.filter(([base]) => base !== a && base !== b);
      const left = (x: Term, by: number): Term => algebra.number(Number(x.value) + by);
      const make = (...factors: Factor[]): Term => algebra.product([...rest, ...factors], product.value);
      const down = divide(algebra, a, b);
      if (down) return make([a, left(m, -times)], [b, left(n, times)], [down, algebra.number(times)]);
      const up = divide(algebra, b, a);
      if (up) return make([a, left(m, -times)], [b, left(n, times)], [up, algebra.number(-times)]);
    }
  return undefined;
}
