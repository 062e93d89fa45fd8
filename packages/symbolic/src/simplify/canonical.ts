import { add, div, exp, mul, neg, pow, Rational, sqrt, sub, type Elementwise, type Expr, type Meaning } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import { nary, type NaryNode } from './nary.js';
import type { Part, Term } from './term.js';

/** Formulas as terms. */
export function canonical(algebra: Algebra): Meaning<Term> {
  const { half } = algebra;
  return {
    number: (value) => algebra.number(value),
    variable: (name) => algebra.symbol(name),
    apply: (fn: Elementwise, args: readonly Term[]) => {
      const [a, b] = args as [Term, Term];
      switch (fn) {
        case add:
          return algebra.plus(a, b);
        case sub:
          return algebra.minus(a, b);
        case neg:
          return algebra.negated(a);
        case mul:
          return algebra.times(a, b);
        case div:
          return algebra.over(a, b);
        case pow:
          return algebra.power(a, b);
        case sqrt:
          return algebra.power(a, half);
        case exp:
          return algebra.power(algebra.base, a);
        default:
          return algebra.apply(fn, args);
      }
    },
  };
}

/** The term of one node, whose parts' terms are in `known`. */
export function termOf(
  algebra: Algebra,
  meaning: Meaning<Term>,
  { node, summands, factors }: NaryNode,
  known: ReadonlyMap<Expr, Term>,
): Term {
  const of = (part: Expr): Term => known.get(part)!;
  if (summands) return algebra.sum(summands.map(([part, sign]): Part => [of(part), Rational.of(sign)]));
  if (factors) return algebra.times(...factors.map(of));
  if (node.kind === 'number') return meaning.number(node.value, node);
  return node.kind === 'variable' ? meaning.variable(node.name, node) : meaning.apply(node.fn!, node.args.map(of), node);
}

/** A formula as a term; long sums and products are taken as a whole. */
export function toTerm(algebra: Algebra, expr: Expr): Term {
  const meaning = canonical(algebra);
  const known = new Map<Expr, Term>();
  for (const entry of nary(expr, known)) known.set(entry.node, termOf(algebra, meaning, entry, known));
  return known.get(expr)!;
}
