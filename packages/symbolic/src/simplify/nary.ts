import { add, mul, neg, postOrder, sub, type Elementwise, type Expr } from '@chainrule/core';

/** A node of a formula; for a sum its summands with their signs, for a product its factors, however they were grouped. */
export interface NaryNode {
  readonly node: Expr;
  readonly summands?: readonly (readonly [Expr, 1 | -1])[];
  readonly factors?: readonly Expr[];
}

const isSum = (fn: Elementwise | undefined): boolean => fn === add || fn === sub || fn === neg;

/** The nodes of a formula, arguments first, without those already `known`; inner nodes of a sum or product used nowhere else are left out. */
export function nary(expr: Expr, known: { has(node: Expr): boolean }): NaryNode[] {
  const order = postOrder(expr, known);
  const uses = new Map<Expr, number>();
  for (const node of order) for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  const inner = new Set<Expr>();
  for (const node of order)
    for (const arg of node.args) {
      const same = node.fn === mul ? arg.fn === mul : isSum(node.fn) && isSum(arg.fn);
      if (same && uses.get(arg) === 1 && !known.has(arg)) inner.add(arg);
    }
  return order
    .filter((node) => !inner.has(node))
    .map((node): NaryNode =>
      node.fn === mul ? { node, factors: factorsOf(node, inner) } : isSum(node.fn) ? { node, summands: summandsOf(node, inner) } : { node },
    );
}

function factorsOf(node: Expr, inner: ReadonlySet<Expr>): Expr[] {
  const factors: Expr[] = [];
  const stack = [...node.args].reverse();
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (inner.has(next)) stack.push(next.args[1]!, next.args[0]!);
    else factors.push(next);
  }
  return factors;
}

function summandsOf(root: Expr, inner: ReadonlySet<Expr>): [Expr, 1 | -1][] {
  const summands: [Expr, 1 | -1][] = [];
  const stack: [Expr, 1 | -1][] = [[root, 1]];
  while (stack.length > 0) {
    const [node, sign] = stack.pop()!;
    if (node !== root && !inner.has(node)) {
      summands.push([node, sign]);
      continue;
    }
    const opposite = sign === 1 ? -1 : 1;
    if (node.fn === neg) stack.push([node.args[0]!, opposite]);
    else stack.push([node.args[1]!, node.fn === sub ? opposite : sign], [node.args[0]!, sign]);
  }
  return summands;
}
