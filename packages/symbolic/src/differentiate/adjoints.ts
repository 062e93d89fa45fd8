import { Rational, type Expr } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import { canonical, termOf } from '../simplify/canonical.js';
import { nary } from '../simplify/nary.js';
import type { Part, Term } from '../simplify/term.js';
import { partialOf, type Kinks } from './partials.js';

/**
 * Reverse mode: the derivatives of one formula by many variables in one sweep from the result back to the variables.
 * The formula's equal parts must be shared.
 */
export function adjoints(algebra: Algebra, expr: Expr, variables: readonly string[], kinks: Kinks, seed: Term = algebra.one): Term[] {
  const meaning = canonical(algebra);
  const primals = new Map<Expr, Term>();
  const nodes = nary(expr, primals);
  const wanted = new Set(variables);
  const active = new Set<Expr>();
  for (const entry of nodes) {
    const { node, summands, factors } = entry;
    primals.set(node, termOf(algebra, meaning, entry, primals));
    const parts = factors ?? summands?.map(([part]) => part) ?? node.args;
    if (node.kind === 'variable' ? wanted.has(node.name) : parts.some((part) => active.has(part))) active.add(node);
  }
  const arriving = new Map<Expr, Part[]>([[expr, [[seed, algebra.one.value]]]]);
  const found = new Map<string, Term>();
  for (const { node, summands, factors } of nodes.reverse()) {
    const arrived = arriving.get(node);
    if (arrived === undefined || !active.has(node)) continue;
    arriving.delete(node);
    const adjoint = algebra.sum(arrived);
    if (adjoint === algebra.zero) continue;
    if (node.kind === 'variable') {
      found.set(node.name, adjoint);
      continue;
    }
    const send = (argument: Expr, part: Part): void => {
      if (!active.has(argument)) return;
      const parts = arriving.get(argument);
      if (parts) parts.push(part);
      else arriving.set(argument, [part]);
    };
    if (summands) for (const [part, sign] of summands) send(part, [adjoint, Rational.of(sign)]);
    else if (factors) {
      algebra.count((factors.length * factors.length) >> 4);
      const values = factors.map((factor) => primals.get(factor)!);
      factors.forEach((factor, i) => active.has(factor) && send(factor, algebra.part([adjoint, ...values.filter((_, j) => j !== i)])));
    } else {
      const args = node.args.map((arg) => primals.get(arg)!);
      node.args.forEach((argument, i) => {
        if (!active.has(argument)) return;
        const partial = partialOf(algebra, meaning, node, i, args, primals.get(node)!, kinks);
        if (partial !== algebra.zero) send(argument, algebra.part([adjoint, partial]));
      });
    }
  }
  return variables.map((name) => found.get(name) ?? algebra.zero);
}
