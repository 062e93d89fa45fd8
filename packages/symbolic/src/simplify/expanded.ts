import { Rational, type Constant } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isInteger, product } from './constant.js';
import type { Factor, Part, Term } from './term.js';

/** A sum or product multiplied out, or `undefined` when it would have more than `most` summands. */
export function expanded(algebra: Algebra, term: Term, most: number): Term | undefined {
  const parts: Part[] = [];
  const powers = new Map<Term, (readonly Part[])[]>();
  for (const [part, coefficient] of term.kind === 'sum' ? term.parts : [algebra.split(term)]) {
    const out = expandedProduct(algebra, part, coefficient, most, powers);
    if (out === undefined || parts.length + out.length > 4 * most) return undefined;
    for (const one of out) parts.push(one);
  }
  const result = algebra.sum(parts, term.kind === 'sum' ? term.value : algebra.zero.value);
  return result.parts.length <= most ? result : undefined;
}

function expandedProduct(
  algebra: Algebra,
  term: Term,
  coefficient: Constant,
  most: number,
  powers: Map<Term, (readonly Part[])[]>,
): readonly Part[] | undefined {
  const rest: Factor[] = [];
  let parts: readonly Part[] | undefined;
  for (const factor of algebra.factors(term)) {
    const [base, exponent] = factor;
    const count = base.kind === 'sum' && exponent.kind === 'number' && isInteger(exponent.value) ? Number(exponent.value) : 0;
    if (count <= 0) rest.push(factor);
    else {
      const power = powerOfSum(algebra, base, count, most, powers);
      if (power === undefined || (parts?.length ?? 1) * power.length > 4 * most) return undefined;
      parts = parts ? multiplied(algebra, parts, power) : power;
    }
  }
  if (parts === undefined) return [[term, coefficient]];
  const common = algebra.product(rest);
  return parts.map(([part, c]): Part => [algebra.times(part, common), product(c, coefficient)]);
}

const multiplied = (algebra: Algebra, a: readonly Part[], b: readonly Part[]): readonly Part[] =>
  summands(algebra, algebra.sum(a.flatMap(([p, c]) => b.map(([q, d]): Part => [algebra.times(p, q), product(c, d)]))));

/** A whole power of a sum, by way of the lower ones, which are kept. */
function powerOfSum(
  algebra: Algebra,
  base: Term,
  count: number,
  most: number,
  powers: Map<Term, (readonly Part[])[]>,
): readonly Part[] | undefined {
  let known = powers.get(base);
  if (known === undefined) powers.set(base, (known = [[[algebra.one, algebra.one.value]], summands(algebra, base)]));
  if (count > most) return undefined;
  while (known.length <= count) {
    const last = known[known.length - 1]!;
    if (last.length * known[1]!.length > 4 * most) return undefined;
    known.push(multiplied(algebra, last, known[1]!));
  }
  return known[count];
}

/** The summands with the constant as one of them. */
export function summands(algebra: Algebra, term: Term): readonly Part[] {
  if (term.kind !== 'sum') return [algebra.split(term)];
  return algebra.number(term.value) === algebra.zero ? term.parts : [...term.parts, [algebra.one, term.value]];
}

/** A sum in which a base's powers are replaced: base² by `square`, multiplied out. */
export function replaceSquare(algebra: Algebra, sum: Term, base: Term, square: Term, most: number): Term | undefined {
  const two = Rational.of(2);
  const parts = sum.parts.map(([part, coefficient]): Part => {
    const factors = algebra.factors(part).map(([b, x]): readonly Factor[] => {
      if (b !== base || x.kind !== 'number' || !isInteger(x.value) || x.value.compare(two) < 0) return [[b, x]];
      const half = x.value.numerator / 2n;
      return [[b, algebra.number(Rational.of(x.value.numerator - 2n * half))], [square, algebra.number(Rational.of(half))]]; // prettier-ignore
    });
    return [algebra.product(factors.flat()), coefficient];
  });
  return expanded(algebra, algebra.sum(parts, sum.value), most);
}
