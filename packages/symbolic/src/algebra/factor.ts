import { Pool, Rational, type Expr } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { divide as divideTerms } from '../simplify/division.js';
import { summands } from '../simplify/expanded.js';
import { commonFactors, fromGenerators, generators } from '../simplify/generators.js';
import { Writer } from '../simplify/render.js';
import type { Factor, Part, Term } from '../simplify/term.js';
import { multipliedOut } from './expand.js';
import { factorPolynomial, subsets } from './factor-polynomial.js';
import { multiply, trimmed, type Polynomial } from './polynomial.js';

/**
 * The formula as a product of what is irreducible over the rational numbers; fractions are brought together first. Functions
 * such as sin(x) count as variables.
 *
 * Throws `limit` for polynomials of too high a degree.
 *
 * Source: H. Zassenhaus, "On Hensel factorization, I", J. Number Theory 1 (1969); the bound of coefficients: M. Mignotte, Math. Comp. 28 (1974).
 *
 * @example
 * ```ts
 * import { factor, toText } from '@chainrule/symbolic';
 * toText(factor('x^4 - 1')); // → '(x^2 + 1)(x + 1)(x - 1)'
 * toText(factor('x^2 - y^2')); // → '(x + y)(x - y)'
 * ```
 */
export function factor(expr: Expr | string, options: { budget?: Budget } = {}): Expr {
  const algebra = new Algebra(meter('factor', options.budget));
  return new Pool().intern(new Writer(algebra).write(factored(algebra, toTerm(algebra, read(expr)))));
}

/** The term as a product of irreducible factors; a sum that takes a polynomial of more than `most` degrees to factor is left. */
export function factored(algebra: Algebra, term: Term, most = 4000): Term {
  if (term.kind === 'product')
    return algebra.product(
      term.factors.map(([base, x]): Factor => [factored(algebra, base, most), x]),
      term.value,
    );
  if (term.kind !== 'sum') return term;
  const common = commonFactors(algebra, term).together;
  const inner = multipliedOut(algebra, algebra.sum(summands(algebra, term).map(([part, c]): Part => [algebra.over(part, common), c])));
  const shared = common === algebra.one ? common : factored(algebra, common, most);
  if (inner.kind !== 'sum') return algebra.times(shared, inner);
  const again = commonFactors(algebra, inner).common;
  if (again !== algebra.one)
    return algebra.times(
      shared,
      again,
      factored(algebra, algebra.sum(summands(algebra, inner).map(([part, c]): Part => [algebra.over(part, again), c])), most),
    );
  return algebra.times(shared, polynomialFactors(algebra, inner, most) ?? inner);
}

/** A sum that is a polynomial in its generators, factored. */
function polynomialFactors(algebra: Algebra, sum: Term, most: number): Term | undefined {
  const content = algebra.content(sum);
  const rows = summands(algebra, sum).map(([part, c]) => ({ powers: generators(algebra, part), coefficient: c }));
  const variables = [...new Set(rows.flatMap(({ powers }) => [...powers.keys()]))];
  for (const { powers, coefficient } of rows)
    if (typeof coefficient === 'number' || [...powers.values()].some((n) => !n.isInteger || n.sign < 0)) return undefined;
  const degrees = variables.map((v) => Math.max(...rows.map(({ powers }) => Number(powers.get(v) ?? 0))));
  // Kronecker's substitution: v₁ = t, v₂ = t^(d₁ + 1), … makes it a polynomial in t; a product of its factors is translated back and tried.
  const strides: number[] = [];
  degrees.reduce((stride, d) => (strides.push(stride), stride * (d + 1)), 1);
  const image: bigint[] = [];
  for (const { powers, coefficient } of rows) {
    const at = variables.reduce((n, v, i) => n + Number(powers.get(v) ?? 0) * strides[i]!, 0);
    if (at > most) return undefined;
    while (image.length <= at) image.push(0n);
    image[at]! += (coefficient as Rational).over(content).numerator;
  }
  const back = (f: Polynomial): Term =>
    algebra.sum(
      f.map((c, at): Part => {
        let rest = at;
        const powers = variables.map((v, i): readonly [Term, Rational] => {
          const n = rest % (degrees[i]! + 1);
          rest = Math.floor(rest / (degrees[i]! + 1));
          return [v, Rational.of(n)];
        });
        return [fromGenerators(algebra, powers), Rational.of(c)];
      }),
    );
  const found = factorPolynomial(trimmed(image));
  if (variables.length === 1)
    return algebra.product(
      found.map(({ factor: f, multiplicity }): Factor => [back(f), algebra.number(multiplicity)]),
      image[image.length - 1]! < 0n ? content.negated() : content,
    );
  return multivariate(
    algebra,
    sum,
    found.flatMap(({ factor: f, multiplicity }) => Array.from({ length: multiplicity }, () => f)),
    back,
  );
}

/** The factors of a polynomial in several variables among the products of its image's factors. */
function multivariate(algebra: Algebra, sum: Term, images: readonly Polynomial[], back: (f: Polynomial) => Term): Term {
  const found: Factor[] = [];
  let [rest, left] = [sum, [...images]];
  for (let size = 1; 2 * size <= left.length && left.length <= 12;) {
    const chosen = subsets(left.length, size).find((group) => {
      const candidate = back(group.reduce<Polynomial>((a, i) => multiply(a, left[i]!), [1n]));
      if (candidate.kind !== 'sum' && candidate.kind !== 'symbol') return false;
      const quotient = divideTerms(algebra, rest, candidate);
      if (quotient === undefined) return false;
      found.push([candidate, algebra.one]);
      rest = quotient;
      left = left.filter((_, i) => !group.includes(i));
      return true;
    });
    if (chosen === undefined) size++;
  }
  return algebra.product([...found, [rest, algebra.one]]);
}
