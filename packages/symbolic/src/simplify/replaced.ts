import type { Algebra } from './algebra.js';
import type { Factor, Part, Term } from './term.js';

/** The term with a part replaced wherever it stands. */
export function replaced(algebra: Algebra, term: Term, part: Term, by: Term): Term {
  const of = (inner: Term): Term => replaced(algebra, inner, part, by);
  if (term === part) return by;
  if (term.kind === 'apply') return term.args.length === 0 ? term : algebra.apply(term.fn!, term.args.map(of));
  if (term.kind === 'sum')
    return algebra.sum(
      term.parts.map(([inner, c]): Part => [of(inner), c]),
      term.value,
    );
  return term.kind === 'product'
    ? algebra.product(
        term.factors.map(([base, x]): Factor => [of(base), of(x)]),
        term.value,
      )
    : term;
}
