import { ChainruleError, Pool, type Expr } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { expanded } from '../simplify/expanded.js';
import { Writer } from '../simplify/render.js';
import type { Factor, Part, Term } from '../simplify/term.js';

const mostSummands = 20_000;

/**
 * The formula with its products and whole powers multiplied out, like terms collected; also inside of functions.
 *
 * Throws `limit` when there would be too many summands.
 *
 * @example
 * ```ts
 * import { expand, toText } from '@chainrule/symbolic';
 * toText(expand('(x + 1)^3')); // → 'x^3 + 3x^2 + 3x + 1'
 * ```
 */
export function expand(expr: Expr | string, options: { budget?: Budget } = {}): Expr {
  const algebra = new Algebra(meter('expand', options.budget));
  return new Pool().intern(new Writer(algebra).write(multipliedOut(algebra, toTerm(algebra, read(expr)))));
}

/** The term multiplied out, its parts first. */
export function multipliedOut(algebra: Algebra, root: Term): Term {
  const done = new Map<Term, Term>();
  const of = (part: Term): Term => done.get(part)!;
  const stack = [root];
  while (stack.length > 0) {
    const term = stack[stack.length - 1]!;
    const inner = [...term.args, ...term.parts.map(([part]) => part), ...term.factors.flat()];
    const waiting = done.has(term) ? [] : inner.filter((part) => !done.has(part));
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    if (term.kind === 'apply') done.set(term, algebra.apply(term.fn!, term.args.map(of)));
    else if (term.kind === 'sum' || term.kind === 'product') {
      const rebuilt =
        term.kind === 'sum'
          ? algebra.sum(
              term.parts.map(([part, c]): Part => [of(part), c]),
              term.value,
            )
          : algebra.product(
              term.factors.map(([base, x]): Factor => [of(base), of(x)]),
              term.value,
            );
      const open = expanded(algebra, rebuilt, mostSummands);
      if (open === undefined)
        throw new ChainruleError('limit', `more than ${mostSummands} summands`, { operation: 'expand', hint: 'leave it factored' });
      done.set(term, open);
    } else done.set(term, term);
  }
  return of(root);
}
