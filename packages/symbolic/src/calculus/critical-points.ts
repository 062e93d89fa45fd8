import { ChainruleError, evaluate, Pool, variablesOf, type Expr } from '@chainrule/core';
import { adjoints } from '../differentiate/adjoints.js';
import { hessian } from '../differentiate/gradient.js';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import { substitute } from '../algebra/substitute.js';
import { simplify } from '../simplify/simplify.js';
import { inertia } from './inertia.js';
import { numbersOf, solveSystem } from './system.js';

/** A point where the gradient is zero, and what is there. */
export interface CriticalPoint {
  readonly point: Readonly<Record<string, Expr>>;
  /** The formula's value there. */
  readonly value: Expr;
  /**
   * By the Hessian: positive definite is a minimum, negative definite a maximum, of both signs a saddle. `flat`: in one variable the
   * slope keeps its sign. `unknown`: the Hessian is singular and does not tell.
   */
  readonly kind: 'minimum' | 'maximum' | 'saddle' | 'flat' | 'unknown';
}

/** The points that `criticalPoints` found. */
export interface CriticalPoints {
  readonly points: readonly CriticalPoint[];
  /** Whether the points are formulas, not rounded numbers. */
  readonly exact: boolean;
  /** Whether there are no further ones. */
  readonly complete: boolean;
}

/**
 * The points at which the gradient is 0, and their kind.
 *
 * Throws `argument` when the formula has variables that are not given.
 *
 * @example
 * ```ts
 * import { criticalPoints } from '@chainrule/symbolic';
 * criticalPoints('x^3 - 3x', ['x']).points.map(({ kind }) => kind); // → ['maximum', 'minimum']
 * criticalPoints('x^2 - y^2', ['x', 'y']).points[0]?.kind; // → 'saddle'
 * ```
 */
export function criticalPoints(expr: Expr | string, vars: readonly string[], options: { budget?: Budget } = {}): CriticalPoints {
  const formula = read(expr);
  const further = variablesOf(formula).filter((name) => !vars.includes(name));
  if (further.length > 0)
    throw new ChainruleError('argument', `a value for ${further.join(', ')} is needed`, {
      operation: 'criticalPoints',
      hint: `add it to the variables or substitute a number`,
    });
  const algebra = new Algebra(meter('criticalPoints', options.budget));
  const gradient = adjoints(algebra, new Pool().intern(formula), vars, 'default');
  const solution = solveSystem(algebra, gradient, vars);
  const writer = new Writer(algebra);
  const slopes = gradient.map((part) => writer.write(part));
  const second = hessian(formula, vars);
  const seen = new Set<string>();
  const points: { at: Record<string, number>; found: CriticalPoint }[] = [];
  for (const candidate of solution.points) {
    const at = numbersOf(algebra, candidate);
    if (at === undefined || !slopes.every((slope) => Math.abs(evaluate(slope, at)) < 1e-6)) continue;
    // The slope may have a value where the function has none: 1/x at negative x, where ln(x) has none.
    if (!Number.isFinite(evaluate(formula, at))) continue;
    const key = vars.map((name) => at[name]!.toPrecision(9)).join();
    if (seen.has(key)) continue;
    seen.add(key);
    const point = Object.fromEntries(vars.map((name) => [name, writer.write(textbook(algebra, candidate.get(name)!))]));
    points.push({ at, found: { point, value: simplify(substitute(formula, point)), kind: kindOf(second, slopes, at, vars) } });
  }
  points.sort((p, q) => vars.map((name) => p.at[name]! - q.at[name]!).find((d) => d !== 0) ?? 0);
  return { points: points.map(({ found }) => found), exact: solution.exact, complete: solution.complete };
}

function kindOf(
  second: readonly (readonly Expr[])[],
  slopes: readonly Expr[],
  at: Record<string, number>,
  vars: readonly string[],
): CriticalPoint['kind'] {
  const { positive, negative, zero } = inertia(second.map((row) => row.map((entry) => evaluate(entry, at))));
  if (positive > 0 && negative > 0) return 'saddle';
  if (zero === 0) return positive > 0 ? 'minimum' : 'maximum';
  if (vars.length !== 1) return 'unknown';
  // In one variable the slope's signs on both sides tell.
  const [name, x] = [vars[0]!, at[vars[0]!]!];
  const side = (direction: number): number => Math.sign(evaluate(slopes[0]!, { [name]: x + direction * 1e-3 * Math.max(1, Math.abs(x)) }));
  const [before, after] = [side(-1), side(1)];
  if (!(before * after !== 0)) return 'unknown';
  return before === after ? 'flat' : before < 0 ? 'minimum' : 'maximum';
}
