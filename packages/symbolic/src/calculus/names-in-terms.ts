import type { Algebra } from '../simplify/algebra.js';
import { replaced } from '../simplify/replaced.js';
import type { Term } from '../simplify/term.js';

/** The names of a term's symbols. */
export function* names(term: Term): Iterable<string> {
  if (term.kind === 'symbol') yield term.name;
  for (const inner of [...term.args, ...term.parts.map(([part]) => part), ...term.factors.flat()]) yield* names(inner);
}
export function mentions(term: Term | undefined, symbol: Term): boolean {
  return term !== undefined && [...names(term)].includes(symbol.name);
}
/** The term with a variable replaced. */
export const replace = (algebra: Algebra, term: Term, name: string, by: Term): Term => replaced(algebra, term, algebra.symbol(name), by);
