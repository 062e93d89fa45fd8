import type { Algebra } from '../simplify/algebra.js';
import { replaced } from '../simplify/replaced.js';
import type { Term } from '../simplify/term.js';
import { undecided } from './undecided.js';

/** The names of a term's symbols. */
export function* names(term: Term): Iterable<string> {
  if (term.kind === 'symbol') yield term.name;
  for (const inner of [...term.args, ...term.parts.map(([part]) => part), ...term.factors.flat()]) yield* names(inner);
}
export function mentions(term: Term | undefined, symbol: Term): boolean {
  return term !== undefined && [...names(term)].includes(symbol.name);
}
/** The degree of a term in a symbol that grows beyond bounds. */
export function degreeIn(term: Term, symbol: Term): number {
  if (term === symbol) return 1;
  if (term.kind === 'sum') return Math.max(0, ...term.parts.map(([part]) => degreeIn(part, symbol)));
  if (term.kind === 'product')
    return term.factors.reduce(
      (sum, [base, x]) =>
        sum +
        (x.kind === 'number' ? Number(x.value) * degreeIn(base, symbol) : mentions(x, symbol) ? undecided('a power of a logarithm') : 0),
      0,
    );
  return mentions(term, symbol) ? undecided('a function of a logarithm') : 0;
}
/** The term with a variable replaced. */
export const replace = (algebra: Algebra, term: Term, name: string, by: Term): Term => replaced(algebra, term, algebra.symbol(name), by);
