import { Expr, Pool, Rational } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { summands } from '../simplify/expanded.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import type { Part, Term } from '../simplify/term.js';
import { multipliedOut } from './expand.js';

/** The coefficients of a formula's powers of a variable, lowest power first; a power need not be whole. */
export function coefficients(algebra: Algebra, term: Term, variable: string): Map<Term, Term> {
  const x = algebra.symbol(variable);
  const found = new Map<Term, Part[]>();
  for (const [part, c] of summands(algebra, multipliedOut(algebra, term))) {
    const exponent = algebra.factors(part).find(([base]) => base === x)?.[1] ?? algebra.zero;
    const rest: Part = [algebra.over(part, algebra.power(x, exponent)), c];
    const known = found.get(exponent);
    if (known) known.push(rest);
    else found.set(exponent, [rest]);
  }
  const order = ([exponent]: [Term, Part[]]): number => (exponent.kind === 'number' ? Number(exponent.value) : Infinity);
  return new Map([...found].sort((a, b) => order(a) - order(b)).map(([exponent, parts]) => [exponent, algebra.sum(parts)]));
}

/**
 * The formula as a sum of powers of a variable, one summand for each power.
 *
 * @example
 * ```ts
 * import { collect, toText } from '@chainrule/symbolic';
 * toText(collect('a*x + b*x + x^2', 'x')); // → 'x^2 + (a + b)*x'
 * ```
 */
export function collect(expr: Expr | string, variable: string, options: { budget?: Budget } = {}): Expr {
  const algebra = new Algebra(meter('collect', options.budget));
  const writer = new Writer(algebra);
  let result: Expr | undefined;
  for (const [exponent, coefficient] of [...coefficients(algebra, toTerm(algebra, read(expr)), variable)].reverse()) {
    const negative = algebra.isNegative(coefficient);
    const size = textbook(algebra, negative ? algebra.negated(coefficient) : coefficient);
    const power = writer.write(algebra.power(algebra.symbol(variable), exponent));
    const summand = exponent === algebra.zero ? writer.write(size) : size === algebra.one ? power : writer.write(size).times(power);
    if (result === undefined) result = negative ? summand.negated() : summand;
    else result = negative ? result.minus(summand) : result.plus(summand);
  }
  return new Pool().intern(result ?? Expr.number(Rational.of(0)));
}
