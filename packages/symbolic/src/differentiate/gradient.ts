import { ChainruleError, Expr, Pool } from '@chainrule/core';
import { Algebra } from '../simplify/algebra.js';
import { toTerm } from '../simplify/canonical.js';
import { meter } from '../simplify/budget.js';
import { Writer } from '../simplify/render.js';
import type { Term } from '../simplify/term.js';
import { textbookFormula } from '../simplify/textbook.js';
import { adjoints } from './adjoints.js';
import type { DerivativeOptions } from './derivative.js';
import { read } from './read.js';
import { nothingKnown, tangent } from './tangents.js';

/**
 * ∇f: the derivatives of one formula by each of the variables, in one sweep back through it. The results share their parts;
 * each is written as in a textbook unless that would copy what they share.
 *
 * Throws as `derivative` does.
 *
 * @example
 * ```ts
 * import { gradient, toText } from '@chainrule/symbolic';
 * gradient('x^2*y + sin(y)', ['x', 'y']).map((part) => toText(part)); // → ['2x*y', 'x^2 + cos(y)']
 * ```
 */
export function gradient(expr: Expr | string, vars: readonly string[], options: DerivativeOptions = {}): Expr[] {
  const algebra = new Algebra(meter('gradient', options.budget));
  return writeAll(algebra, adjoints(algebra, new Pool().intern(read(expr)), vars, options.kinks ?? 'default'));
}

/**
 * The matrix ∂fᵢ/∂xⱼ, one row for each formula.
 *
 * @example
 * ```ts
 * import { jacobian, toText } from '@chainrule/symbolic';
 * jacobian(['r*cos(t)', 'r*sin(t)'], ['r', 't']).map((row) => row.map((part) => toText(part))); // → [['cos(t)', '-r*sin(t)'], ['sin(t)', 'r*cos(t)']]
 * ```
 */
export function jacobian(exprs: readonly (Expr | string)[], vars: readonly string[], options: DerivativeOptions = {}): Expr[][] {
  const algebra = new Algebra(meter('jacobian', options.budget));
  const pool = new Pool();
  const rows = exprs.map((expr) => adjoints(algebra, pool.intern(read(expr)), vars, options.kinks ?? 'default'));
  return inRows(writeAll(algebra, rows.flat()), vars.length);
}

/**
 * The matrix ∂²f/∂xᵢ∂xⱼ: the gradient by a sweep back, then each of its entries forward.
 *
 * @example
 * ```ts
 * import { hessian, toText } from '@chainrule/symbolic';
 * hessian('x^2*y', ['x', 'y']).map((row) => row.map((part) => toText(part))); // → [['2y', '2x'], ['2x', '0']]
 * ```
 */
export function hessian(expr: Expr | string, vars: readonly string[], options: DerivativeOptions = {}): Expr[][] {
  const algebra = new Algebra(meter('hessian', options.budget));
  const kinks = options.kinks ?? 'default';
  const pool = new Pool();
  const plain = new Writer(algebra, true);
  const first = adjoints(algebra, pool.intern(read(expr)), vars, kinks).map((term) => pool.intern(plain.write(term)));
  const columns = vars.map((variable) => {
    const known = nothingKnown();
    return (row: number): Term => tangent(algebra, first[row]!, variable, known, kinks);
  });
  // It is symmetric: what is below the diagonal is copied from above.
  const upper = vars.map((_, i) => columns.map((column, j) => (j >= i ? column(i) : undefined)));
  return inRows(
    writeAll(
      algebra,
      upper.flatMap((row, i) => row.map((entry, j) => entry ?? upper[j]![i]!)),
    ),
    vars.length,
  );
}

/**
 * The derivative along a direction, Σ dᵢ ∂f/∂xᵢ; the direction is taken as it is, not scaled to length 1.
 *
 * Throws `shape` when there are not as many numbers as variables.
 *
 * @example
 * ```ts
 * import { directional, toText } from '@chainrule/symbolic';
 * toText(directional('x*y', ['x', 'y'], [3, 4])); // → '4x + 3y'
 * ```
 */
export function directional(
  expr: Expr | string,
  vars: readonly string[],
  direction: readonly (Expr | string | number)[],
  options: DerivativeOptions = {},
): Expr {
  if (direction.length !== vars.length)
    throw new ChainruleError('shape', `${vars.length} variables and a direction of ${direction.length} numbers`, {
      operation: 'directional',
      hint: 'give one number for each variable',
    });
  const algebra = new Algebra(meter('directional', options.budget));
  const parts = adjoints(algebra, new Pool().intern(read(expr)), vars, options.kinks ?? 'default');
  const along = direction.map((d) => toTerm(algebra, typeof d === 'number' ? Expr.number(d) : read(d)));
  return writeAll(algebra, [algebra.plus(...parts.map((part, i) => algebra.times(part, along[i]!)))])[0]!;
}

const inRows = (entries: readonly Expr[], columns: number): Expr[][] =>
  Array.from({ length: columns === 0 ? 0 : entries.length / columns }, (_, i) => entries.slice(i * columns, (i + 1) * columns));

/** Up to this many operations written out, results are simplified one by one. */
const manyOperations = 4000;

/** The terms as formulas that share their parts. */
function writeAll(algebra: Algebra, terms: readonly Term[]): Expr[] {
  const pool = new Pool();
  const writer = new Writer(algebra, false, pool);
  let tree = 0;
  for (const term of terms) {
    tree += writer.write(term).operations;
    if (tree > manyOperations) return terms.map((each) => writer.write(each));
  }
  return terms.map((term) => textbookFormula(algebra, term, pool));
}
