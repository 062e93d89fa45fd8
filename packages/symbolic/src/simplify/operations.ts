import { fold, Pool, postOrder, type Expr } from '@chainrule/core';

/** What a node adds to the count: a function or operation one; a number one for its sign and one for its fraction bar. */
function own(node: Expr): number {
  if (node.kind === 'apply') return node.args.length > 0 ? 1 : 0;
  if (node.kind === 'variable') return 0;
  const { value } = node;
  return (Number(value) < 0 ? 1 : 0) + (typeof value === 'number' || value.isInteger ? 0 : 1);
}

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
  return { tree: treeOperations(expr, new Map()), graph: postOrder(new Pool().intern(expr)).reduce((sum, node) => sum + own(node), 0) };
}

/** `operations(…).tree`, keeping what was counted in `memo`. */
export function treeOperations(expr: Expr, memo: Map<Expr, number>): number {
  return fold<number>(
    expr,
    {
      number: (_, node) => own(node),
      variable: () => 0,
      apply: (_, args, node) => args.reduce((sum, count) => sum + count, own(node)),
    },
    memo,
  );
}
