import type { Constant, Elementwise, Expr } from './expr.js';

/** What the three kinds of formula node mean for values of type `T`. */
export interface Meaning<T> {
  number(value: Constant, node: Expr): T;
  variable(name: string, node: Expr): T;
  apply(fn: Elementwise, args: readonly T[], node: Expr): T;
}

/**
 * Gives a formula a meaning: a number, another formula, a tensor graph, a dual number, code, LaTeX …
 *
 * Every shared node is visited once, and no formula is too deep for it. A `memo` passed in carries what was computed
 * over to further formulas that share nodes with this one.
 *
 * @example
 * ```ts
 * import { Expr, fold, sin } from '@chainrule/core';
 * const text = fold<string>(sin.of(Expr.variable('x')), {
 *   number: String,
 *   variable: (name) => name,
 *   apply: (fn, args) => `${fn.name}(${args.join(', ')})`,
 * });
 * text; // → 'sin(x)'
 * ```
 */
export function fold<T>(expr: Expr, meaning: Meaning<T>, memo: Map<Expr, T> = new Map<Expr, T>()): T {
  for (const node of postOrder(expr, memo)) {
    memo.set(
      node,
      node.kind === 'number'
        ? meaning.number(node.value, node)
        : node.kind === 'variable'
          ? meaning.variable(node.name, node)
          : meaning.apply(
              node.fn!,
              node.args.map((arg) => memo.get(arg)!),
              node,
            ),
    );
  }
  return memo.get(expr)!;
}

/**
 * Every distinct node of a formula, arguments before what uses them, without those already `known`.
 *
 * @example
 * ```ts
 * import { Expr, postOrder, sin } from '@chainrule/core';
 * const x = Expr.variable('x');
 * postOrder(sin.of(x).times(sin.of(x))).length; // → 4
 * ```
 */
export function postOrder(expr: Expr, known: { has(node: Expr): boolean } = new Set<Expr>()): Expr[] {
  const order: Expr[] = [];
  if (known.has(expr)) return order;
  const seen = new Set<Expr>([expr]);
  // Two stacks rather than one of pairs: this runs for every formula, and pairs are garbage.
  const path = [expr];
  const next = [0];
  while (path.length > 0) {
    const top = path.length - 1;
    const node = path[top]!;
    const arg = node.args[next[top]!++];
    if (arg === undefined) {
      order.push(node);
      path.pop();
      next.pop();
    } else if (!seen.has(arg) && !known.has(arg)) {
      seen.add(arg);
      if (arg.args.length === 0) order.push(arg);
      else {
        path.push(arg);
        next.push(0);
      }
    }
  }
  return order;
}
