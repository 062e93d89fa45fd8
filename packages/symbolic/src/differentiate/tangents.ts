import { mul, type Expr } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import { canonical, termOf } from '../simplify/canonical.js';
import { nary } from '../simplify/nary.js';
import type { Term } from '../simplify/term.js';
import { partialOf, type Kinks } from './partials.js';

/** Told of each node that is differentiated: what it is made of, and its derivative. */
export type NodeRecorder = (node: Expr, pieces: readonly Piece[], tangent: Term, primal: Term) => void;

/** One summand of a derivative: the derivative by an argument, times that argument's own derivative. */
export class Piece {
  constructor(
    private readonly algebra: Algebra,
    readonly argument: Expr,
    /** What the derivative by the argument is a product of. */
    private readonly factors: readonly Term[],
    readonly tangent: Term,
  ) {}

  /** The derivative by the argument. */
  get partial(): Term {
    return this.algebra.times(...this.factors);
  }
  /** The summand, made at once: between a product of many factors and its tangent no term is made. */
  get product(): Term {
    return this.algebra.times(...this.factors, this.tangent);
  }
}

/** What is known of the nodes of formulas with respect to one variable; it may be used for several formulas that share nodes. */
export interface Known {
  readonly primals: Map<Expr, Term>;
  /** Absent where nothing changes. */
  readonly tangents: Map<Expr, Term>;
}

export const nothingKnown = (primals: Map<Expr, Term> = new Map<Expr, Term>()): Known => ({ primals, tangents: new Map<Expr, Term>() });

/**
 * Forward mode: the derivative of a formula by one variable, each shared node once. A sum of n terms is differentiated term by
 * term, a product of n factors factor by factor, so that like terms of higher derivatives meet; all else by the rules of the table.
 */
export function tangent(algebra: Algebra, expr: Expr, variable: string, known: Known, kinks: Kinks, record?: NodeRecorder): Term {
  const { primals, tangents } = known;
  const meaning = canonical(algebra);
  for (const entry of nary(expr, primals)) {
    const { node, parts, signs } = entry;
    const primal = termOf(algebra, meaning, entry, primals);
    primals.set(node, primal);
    if (node.kind === 'variable' && node.name === variable) tangents.set(node, algebra.one);
    if (node.fn === mul) algebra.count((parts.length * parts.length) >> 4);
    const pieces: Piece[] = [];
    parts.forEach((argument, i) => {
      const tangent = tangents.get(argument);
      if (tangent === undefined || tangent === algebra.zero) return;
      const terms = signs ? [] : parts.map((part) => primals.get(part)!);
      const factors = signs
        ? [algebra.number(signs[i]!)]
        : node.fn === mul
          ? terms.filter((_, j) => j !== i)
          : [partialOf(algebra, meaning, node, i, terms, primal, kinks)];
      if (!factors.includes(algebra.zero)) pieces.push(new Piece(algebra, argument, factors, tangent));
    });
    if (pieces.length === 0) continue;
    const result = algebra.plus(...pieces.map(({ product }) => product));
    tangents.set(node, result);
    record?.(node, pieces, result, primal);
  }
  return tangents.get(expr) ?? algebra.zero;
}
