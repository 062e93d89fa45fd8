import { log, Rational } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import { replaced } from '../simplify/replaced.js';
import type { Term } from '../simplify/term.js';

/** The term with the logarithms of numbers by those of primes, which no fractions relate: ln 12 = 2 ln 2 + ln 3. */
export function byPrimeLogarithms(algebra: Algebra, term: Term): Term {
  let result = term;
  for (const part of new Set(logarithmsOfNumbers(term))) {
    const { value } = part.args[0]!;
    if (typeof value === 'number' || value.sign <= 0) continue;
    const logs = (n: bigint): Term[] =>
      [...primeFactors(n)].map(([p, k]) => algebra.times(algebra.number(k), algebra.apply(log, [algebra.number(Rational.of(p))])));
    result = replaced(
      algebra,
      result,
      part,
      algebra.minus(algebra.plus(...logs(value.numerator)), algebra.plus(...logs(value.denominator))),
    );
  }
  return result;
}

function* logarithmsOfNumbers(term: Term): Iterable<Term> {
  if (term.fn === log && term.args[0]!.kind === 'number') yield term;
  for (const inner of [...term.args, ...term.parts.map(([part]) => part), ...term.factors.flat()]) yield* logarithmsOfNumbers(inner);
}

/** Trial division ends here; what is left counts as a prime. */
const largestDivisor = 10_000n;

function primeFactors(n: bigint): Map<bigint, number> {
  const found = new Map<bigint, number>();
  let left = n;
  for (let p = 2n; p <= largestDivisor && p * p <= left; p++) for (; left % p === 0n; left /= p) found.set(p, (found.get(p) ?? 0) + 1);
  if (left > 1n) found.set(left, (found.get(left) ?? 0) + 1);
  return found;
}
