import { Pool, postOrder, type Expr } from '@chainrule/core';

/**
 * How many operations a formula has: `tree` counts a shared part each time it is used (as SymPy's `count_ops` does), `graph`
 * once. An operation or a function counts one, so a sum of n terms n − 1.
 *
 * @example
 * ```ts
 * import { operations, parse } from '@chainrule/symbolic';
 * operations(parse('(x + 1)^2/(x + 1)')); // → { tree: 4, graph: 3 }
 * ```
 */
export function operations(expr: Expr): { tree: number; graph: number } {
  const own = (node: Expr): number => (node.kind === 'apply' ? Math.min(node.args.length, 1) : node.operations);
  return { tree: expr.operations, graph: postOrder(new Pool().intern(expr)).reduce((sum, node) => sum + own(node), 0) };
}
