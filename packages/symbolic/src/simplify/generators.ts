import { Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { isZero, sign } from './constant.js';
import type { Factor, Term } from './term.js';

/** A product as powers, with rational exponents, of what no longer comes apart: x^(a + 2) is x^a·x², e^(2x) is (e^x)². */
export type Generators = Map<Term, Rational>;

export function generators(algebra: Algebra, term: Term): Generators {
  const result: Generators = new Map<Term, Rational>();
  const add = (generator: Term, exponent: Rational): void => {
    const known = result.get(generator);
    result.set(generator, known ? known.plus(exponent) : exponent);
  };
  for (const [base, exponent] of algebra.factors(term)) {
    if (exponent.kind === 'number') add(...whole(algebra, base, exponent));
    else if (exponent.kind === 'sum') {
      if (!exact(exponent.value) || exponent.parts.some(([, c]) => !exact(c))) add(algebra.power(base, exponent), Rational.of(1));
      else {
        if (!exponent.value.isZero) add(base, exponent.value);
        for (const [part, c] of exponent.parts) add(algebra.power(base, part), c as Rational);
      }
    } else {
      const [part, c] = algebra.split(exponent);
      if (exact(c)) add(algebra.power(base, part), c);
      else add(algebra.power(base, exponent), Rational.of(1));
    }
  }
  return result;
}

const exact = (value: Rational | number): value is Rational => typeof value !== 'number';

function whole(algebra: Algebra, base: Term, exponent: Term): [Term, Rational] {
  return exact(exponent.value) ? [base, exponent.value] : [algebra.power(base, exponent), Rational.of(1)];
}

/** The product of the generators' powers. */
export function fromGenerators(
  algebra: Algebra,
  powers: Iterable<readonly [Term, Rational]>,
  coefficient: Rational | number = Rational.of(1),
): Term {
  return algebra.product(
    [...powers].map(([base, exponent]): Factor => [base, algebra.number(exponent)]),
    coefficient,
  );
}

/**
 * What can be put before a sum. `common`: powers found in every summand; `together`: also the denominators of some, so that the
 * sum becomes one fraction.
 */
export function commonFactors(algebra: Algebra, sum: Term): { readonly common: Term; readonly together: Term } {
  if (!sum.parts.some(([part]) => algebra.factors(part).some(([base, exponent]) => isFraction(exponent) || inAll(algebra, sum, base))))
    return { common: algebra.one, together: algebra.one };
  const found = new Map<Term, { count: number; least: Rational; most: Rational }>();
  for (const [part] of sum.parts)
    for (const [key, exponent] of generators(algebra, part)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, { count: 1, least: exponent, most: exponent });
      else {
        known.count++;
        if (exponent.compare(known.least) < 0) known.least = exponent;
        if (exponent.compare(known.most) > 0) known.most = exponent;
      }
    }
  const all = sum.parts.length + (isZero(sum.value) ? 0 : 1);
  const common: [Term, Rational][] = [];
  const together: [Term, Rational][] = [];
  for (const [key, { count, least, most }] of found) {
    const everywhere = count === all && least.sign * most.sign > 0;
    if (everywhere) common.push([key, least]);
    if (everywhere || least.sign < 0) together.push([key, least]);
  }
  return { common: fromGenerators(algebra, common), together: fromGenerators(algebra, together) };
}

/** Whether a power may have a negative exponent; of a sum of exponents it is not told. */
const isFraction = ({ kind, value }: Term): boolean => kind === 'sum' || sign(value) < 0;
/** Whether a base is among the factors of every summand. */
const inAll = (algebra: Algebra, sum: Term, base: Term): boolean =>
  isZero(sum.value) && sum.parts.every(([part]) => algebra.factors(part).some(([other]) => other === base));
