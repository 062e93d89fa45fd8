import { mul, type Expr } from '@chainrule/core';
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
    const { node, parts } = entry;
    primals.set(node, termOf(algebra, meaning, entry, primals));
    if (node.kind === 'variable' ? wanted.has(node.name) : parts.some((part) => active.has(part))) active.add(node);
  }
  const arriving = new Map<Expr, Part[]>([[expr, [[seed, algebra.one.value]]]]);
  const found = new Map<string, Term>();
  for (const { node, parts, signs } of nodes.reverse()) {
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
    if (signs) {
      for (const [i, part] of parts.entries()) send(part, [adjoint, signs[i]!]);
      continue;
    }
    if (node.fn === mul) algebra.count((parts.length * parts.length) >> 4);
    const values = parts.map((part) => primals.get(part)!);
    for (const [i, part] of parts.entries()) {
      if (!active.has(part)) continue;
      const factors =
        node.fn === mul ? values.filter((_, j) => j !== i) : [partialOf(algebra, meaning, node, i, values, primals.get(node)!, kinks)];
      if (!factors.includes(algebra.zero)) send(part, algebra.part([adjoint, ...factors]));
    }
  }
  return variables.map((name) => found.get(name) ?? algebra.zero);
}
