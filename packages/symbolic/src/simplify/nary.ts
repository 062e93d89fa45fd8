import { add, mul, neg, postOrder, Rational, sub, type Elementwise, type Expr } from '@chainrule/core';

/** A node of a formula with what it is made of: summands or factors, however they were grouped, else its arguments. */
export interface NaryNode {
  readonly node: Expr;
  readonly parts: readonly Expr[];
  /** Of a sum, for each summand 1 or −1. */
  readonly signs?: readonly Rational[];
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
    .map((node) => (isSum(node.fn) ? summandsOf(node, inner) : { node, parts: node.fn === mul ? factorsOf(node, inner) : node.args }));
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

const plus = /* @__PURE__ */ Rational.of(1);
const minus = /* @__PURE__ */ Rational.of(-1);

function summandsOf(root: Expr, inner: ReadonlySet<Expr>): NaryNode {
  const parts: Expr[] = [];
  const signs: Rational[] = [];
  const stack: [Expr, Rational][] = [[root, plus]];
  while (stack.length > 0) {
    const [node, sign] = stack.pop()!;
    if (node !== root && !inner.has(node)) {
      parts.push(node);
      signs.push(sign);
      continue;
    }
    const opposite = sign === plus ? minus : plus;
    if (node.fn === neg) stack.push([node.args[0]!, opposite]);
    else stack.push([node.args[1]!, node.fn === sub ? opposite : sign], [node.args[0]!, sign]);
  }
  return { node: root, parts, signs };
}
