import { Expr } from './expr.js';
import { postOrder } from './fold.js';

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
  /** By hash; of different formulas with one hash the later ones come under the numbers after it. */
  private readonly nodes = new Map<number, Expr>();

  /** The pool's node equal to this one, whose arguments are already of this pool. */
  shallow(node: Expr): Expr {
    const { nodes } = this;
    for (let key = node.hash; ; key++) {
      const found = nodes.get(key);
      if (found === undefined) {
        nodes.set(key, node);
        return node;
      }
      if (found === node || sameNode(node, found)) return found;
    }
  }

  /** The pool's node equal to this formula, of any depth. */
  intern(expr: Expr): Expr {
    const { interned } = this;
    for (const node of postOrder(expr, interned)) {
      const args = node.args.some((arg) => interned.get(arg) !== arg) ? node.args.map((arg) => interned.get(arg)!) : node.args;
      interned.set(node, this.shallow(args === node.args ? node : Expr.apply(node.fn!, args)));
    }
    return interned.get(expr)!;
  }
  private readonly interned = new Map<Expr, Expr>();
}

/** Whether two nodes are equal given that equal arguments are identical. */
function sameNode(a: Expr, b: Expr): boolean {
  if (a.kind !== b.kind || a.name !== b.name || a.fn !== b.fn) return false;
  if (a.kind === 'number') return sameConstant(a, b);
  for (let i = 0; i < a.args.length; i++) if (a.args[i] !== b.args[i]) return false;
  return true;
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
