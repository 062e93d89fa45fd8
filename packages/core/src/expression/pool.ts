import { Expr } from './expr.js';
import { fold } from './fold.js';

/**
 * Makes equal formulas the same node. A pool lives for one operation and is dropped with it: nothing is kept alive globally.
 *
 * @example
 * ```ts
 * import { Expr, Pool } from '@chainrule/core';
 * const pool = new Pool();
 * pool.intern(Expr.variable('x').plus(1)) === pool.intern(Expr.variable('x').plus(1)); // → true
 * ```
 */
export class Pool {
  private readonly buckets = new Map<number, Expr[]>();

  /** The pool's node equal to this one, whose arguments are already of this pool. */
  shallow(node: Expr): Expr {
    const bucket = this.buckets.get(node.hash);
    if (bucket === undefined) {
      this.buckets.set(node.hash, [node]);
      return node;
    }
    const found = bucket.find((other) => sameNode(node, other));
    if (found === undefined) bucket.push(node);
    return found ?? node;
  }

  /** The pool's node equal to this formula, of any depth. */
  intern(expr: Expr): Expr {
    return fold<Expr>(
      expr,
      {
        number: (_, node) => this.shallow(node),
        variable: (_, node) => this.shallow(node),
        apply: (fn, args, node) => this.shallow(args.every((arg, i) => arg === node.args[i]) ? node : Expr.apply(fn, args)),
      },
      this.interned,
    );
  }
  private readonly interned = new Map<Expr, Expr>();
}

/** Whether two nodes are equal given that equal arguments are identical. */
function sameNode(a: Expr, b: Expr): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.fn === b.fn &&
    (a.kind !== 'number' || sameConstant(a, b)) &&
    a.args.every((arg, i) => arg === b.args[i])
  );
}

function sameConstant({ value: a }: Expr, { value: b }: Expr): boolean {
  if (typeof a === 'number' || typeof b === 'number') return Object.is(a, b);
  return a.equals(b);
}

/**
 * Whether two formulas are the same formula, node for node (not: whether they have the same values).
 *
 * @example
 * ```ts
 * import { Expr, sameFormula } from '@chainrule/core';
 * const x = Expr.variable('x');
 * sameFormula(x.plus(1), x.plus(1)); // → true
 * sameFormula(x.plus(1), Expr.number(1).plus(x)); // → false
 * ```
 */
export function sameFormula(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash) return false;
  const pool = new Pool();
  return pool.intern(a) === pool.intern(b);
}
