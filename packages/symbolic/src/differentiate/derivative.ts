import type { Expr } from '@chainrule/core';
import { Pool } from '@chainrule/core';
import { read } from './read.js';
import { Algebra } from '../simplify/algebra.js';
import { toTerm } from '../simplify/canonical.js';
import { meter, type Budget } from '../simplify/budget.js';
import { Writer } from '../simplify/render.js';
import type { Term } from '../simplify/term.js';
import { textbookFormula } from '../simplify/textbook.js';
import type { Kinks } from './partials.js';
import { nothingKnown, tangent, type Known, type NodeRecorder } from './tangents.js';

/** How kinks are taken, and how long a derivative may grow. */
export interface DerivativeOptions {
  /** The slope at kinks; the table's by default. */
  readonly kinks?: Kinks;
  /** Past it a `limit` error is thrown. */
  readonly budget?: Budget;
}

/**
 * The derivative of a formula by a variable; a list gives higher and mixed ones: `['x', 'x', 'y']` means ∂³/∂x²∂y. The result is
 * written as in a textbook: what was factored stays factored, like terms are collected.
 *
 * Throws `parse` for a text that is none, `not-differentiable` for a variable in an argument such as an order, and `limit` past the budget.
 *
 * @example
 * ```ts
 * import { derivative, toText } from '@chainrule/symbolic';
 * toText(derivative('(3x^2 + 5)^4', 'x')); // → '24x(3x^2 + 5)^3'
 * ```
 */
export function derivative(expr: Expr | string, wrt: string | readonly string[], options: DerivativeOptions = {}): Expr {
  return derive(read(expr), wrt, options);
}

/** `derivative`, telling `record` of each node differentiated, in the order of the computation. */
export function derive(
  expr: Expr,
  wrt: string | readonly string[],
  { kinks, budget }: DerivativeOptions,
  record?: (algebra: Algebra) => Recorder,
): Expr {
  const algebra = new Algebra(meter('derivative', budget));
  const term = differentiate(algebra, expr, typeof wrt === 'string' ? [wrt] : wrt, kinks, record?.(algebra));
  return textbookFormula(algebra, term);
}

/** Up to this order each derivative is simplified before it is differentiated again; beyond, like terms are only collected. */
const fewOrders = 3;

/** Told of each derivative that is taken, it gives what is told of its nodes. */
export type Recorder = (variable: string, formula: Expr) => NodeRecorder;

/** The derivative as a term, before it is written as in a textbook. */
export function differentiate(algebra: Algebra, expr: Expr, wrt: readonly string[], kinks: Kinks = 'default', record?: Recorder): Term {
  const known = new Map<string, Known>();
  const pool = new Pool();
  let formula = pool.intern(expr);
  let result: Term | undefined;
  for (const variable of wrt) {
    if (result)
      formula = wrt.length <= fewOrders ? textbookFormula(algebra, result, pool) : pool.intern(new Writer(algebra, true).write(result));
    if (!known.has(variable)) known.set(variable, nothingKnown());
    result = tangent(algebra, formula, variable, known.get(variable)!, kinks, record?.(variable, formula));
  }
  return result ?? toTerm(algebra, formula);
}
