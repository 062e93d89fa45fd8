import { ChainruleError, Expr, Pool } from '@chainrule/core';
import { Algebra } from '../simplify/algebra.js';
import { meter } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { textbookFormula } from '../simplify/textbook.js';
import { adjoints } from './adjoints.js';
import type { DerivativeOptions } from './derivative.js';
import { read } from './read.js';

/**
 * dy/dx where F(x, y) = 0 makes y a function of x: −(∂F/∂x)/(∂F/∂y). An equation `a == b` means a − b.
 *
 * Throws `not-differentiable` when F does not hold y.
 *
 * @example
 * ```ts
 * import { implicitDerivative, toText } from '@chainrule/symbolic';
 * toText(implicitDerivative('x^2 + y^2 == 1', 'x', 'y')); // → '-x/y'
 * ```
 */
export function implicitDerivative(equation: Expr | string, x: string, y: string, options: DerivativeOptions = {}): Expr {
  const algebra = new Algebra(meter('implicitDerivative', options.budget));
  const given = read(equation);
  const f = given.fn?.name === 'eq' ? given.args[0]!.minus(given.args[1]!) : given;
  const [fx, fy] = adjoints(algebra, new Pool().intern(f), [x, y], options.kinks ?? 'default');
  if (fy === algebra.zero)
    throw new ChainruleError('not-differentiable', `the equation does not determine "${y}"`, {
      operation: 'implicitDerivative',
      hint: `name a variable of the equation`,
    });
  return textbookFormula(algebra, algebra.negated(algebra.over(fx!, fy!)));
}

/**
 * The total derivative by a variable on which others depend: ∂f/∂t + Σ ∂f/∂x·dx/dt, the rates dx/dt given as formulas, texts or
 * numbers by the name of x.
 *
 * @example
 * ```ts
 * import { toText, totalDerivative } from '@chainrule/symbolic';
 * toText(totalDerivative('x^2 + t', 't', { x: 'v' })); // → '2v*x + 1'
 * ```
 */
export function totalDerivative(
  expr: Expr | string,
  variable: string,
  rates: Readonly<Record<string, Expr | string | number>>,
  options: DerivativeOptions = {},
): Expr {
  const algebra = new Algebra(meter('totalDerivative', options.budget));
  const names = Object.keys(rates).filter((name) => name !== variable);
  const partials = adjoints(algebra, new Pool().intern(read(expr)), [variable, ...names], options.kinks ?? 'default');
  const along = names.map((name) => {
    const rate = rates[name]!;
    return toTerm(algebra, typeof rate === 'number' ? Expr.number(rate) : read(rate));
  });
  return textbookFormula(algebra, algebra.plus(partials[0]!, ...along.map((rate, i) => algebra.times(partials[i + 1]!, rate))));
}
