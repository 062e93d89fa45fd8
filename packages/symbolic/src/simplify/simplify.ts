import type { Expr } from '@chainrule/core';
import { ChainruleError, formulas, ge, gt, instantiate, ne, Pool, pow, postOrder } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from './algebra.js';
import { meter, type Budget } from './budget.js';
import { toTerm } from './canonical.js';
import { everyIdentity } from './more-identities.js';
import { operations } from './operations.js';
import { Writer } from './render.js';
import { stable } from './stable.js';
import { textbook } from './textbook.js';

/** What `simplify` aims at, and how long it may take. */
export interface SimplifyOptions {
  /**
   * - `textbook` (default): what a person would write; factored stays factored.
   * - `short`: the fewest operations, by every identity known.
   * - `stable`: no argument loses digits or overflows: expm1, log1p, hypot, sigmoid …
   */
  readonly goal?: 'textbook' | 'stable' | 'short';
  /** Past it a `limit` error is thrown. */
  readonly budget?: Budget;
}

/**
 * A shorter formula with the same value wherever the given one has a value (it may have a value at further points: x²/x is x).
 *
 * Throws `parse` for a text that is none, `argument` for an unknown goal, `limit` past the budget.
 *
 * @example
 * ```ts
 * import { simplify, toText } from '@chainrule/symbolic';
 * toText(simplify('sin(x)^2 + cos(x)^2 + x*x')); // → 'x^2 + 1'
 * toText(simplify('log(1 + exp(x))', { goal: 'stable' })); // → 'softplus(x)'
 * ```
 */
export function simplify(expr: Expr | string, { goal = 'textbook', budget }: SimplifyOptions = {}): Expr {
  if (!['textbook', 'short', 'stable'].includes(goal))
    throw new ChainruleError('argument', `no goal is called "${goal}"`, {
      operation: 'simplify',
      hint: "take 'textbook', 'short' or 'stable'",
    });
  const algebra = new Algebra(meter('simplify', budget));
  const pool = new Pool();
  const given = pool.intern(read(expr));
  const term = textbook(algebra, toTerm(algebra, given), goal === 'short' ? everyIdentity : undefined);
  const result = pool.intern(new Writer(algebra).write(goal === 'stable' ? stable(algebra, term) : term));
  return goal !== 'stable' && operations(given).tree < operations(result).tree ? given : result;
}

/**
 * `simplify` with what it did to the domain: `domainChanges` are the conditions the given formula needed and the result does not.
 *
 * @example
 * ```ts
 * import { simplifyWithReport, toText } from '@chainrule/symbolic';
 * const { expr, domainChanges } = simplifyWithReport('x^2/x');
 * toText(expr); // → 'x'
 * domainChanges.map((condition) => toText(condition)); // → ['x != 0']
 * ```
 */
export function simplifyWithReport(expr: Expr | string, options: SimplifyOptions = {}): { expr: Expr; domainChanges: Expr[] } {
  const given = read(expr);
  const result = simplify(given, options);
  const algebra = new Algebra(meter('simplify', options.budget));
  const needed = new Set([...conditions(result)].map((condition) => toTerm(algebra, condition)));
  const lost = [...conditions(given)]
    .map((condition) => toTerm(algebra, condition))
    .filter((term) => term.kind !== 'number' && !needed.has(term));
  const writer = new Writer(algebra);
  return { expr: result, domainChanges: [...new Set(lost)].map((term) => writer.write(textbook(algebra, term))) };
}

/** What must hold for a formula to have a value. */
function* conditions(expr: Expr): Iterable<Expr> {
  for (const node of postOrder(expr)) {
    if (node.kind !== 'apply') continue;
    const { domain } = node.fn!;
    if (domain) yield instantiate(domain, node.fn!, formulas, node.args, node);
    const [base, exponent] = node.args as [Expr, Expr];
    if (node.fn !== pow || exponent.kind !== 'number' || base.kind === 'number') continue;
    const whole = Number.isInteger(Number(exponent.value));
    const negative = Number(exponent.value) < 0;
    if (negative || !whole) yield whole ? ne.of(base, 0) : negative ? gt.of(base, 0) : ge.of(base, 0);
  }
}
