import { add, div, exp, mul, neg, pow, sqrt, sub, type Elementwise, type Expr, type Meaning } from '@chainrule/core';
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
export function termOf(algebra: Algebra, meaning: Meaning<Term>, { node, parts, signs }: NaryNode, known: ReadonlyMap<Expr, Term>): Term {
  if (node.kind === 'number') return meaning.number(node.value, node);
  if (node.kind === 'variable') return meaning.variable(node.name, node);
  const terms = parts.map((part) => known.get(part)!);
  if (signs) return algebra.sum(terms.map((term, i): Part => [term, signs[i]!]));
  return node.fn === mul ? algebra.times(...terms) : meaning.apply(node.fn!, terms, node);
}

/** A formula as a term; long sums and products are taken as a whole. */
export function toTerm(algebra: Algebra, expr: Expr): Term {
  const meaning = canonical(algebra);
  const known = new Map<Expr, Term>();
  for (const entry of nary(expr, known)) known.set(entry.node, termOf(algebra, meaning, entry, known));
  return known.get(expr)!;
}
