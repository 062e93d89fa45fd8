import {
  ChainruleError,
  didYouMean,
  dual,
  fold,
  type Dual,
  postOrder,
  variablesOf,
  type Elementwise,
  type Expr,
  type Meaning,
} from '@chainrule/core';
import { parse } from '@chainrule/symbolic';

/** A point, by the names of its coordinates. */
export type Point = Readonly<Record<string, number>>;

/**
 * A formula in these variables and no others, ready to be computed. Special functions bring their values along when they are first met.
 */
export async function read(text: string, variables: readonly string[]): Promise<Expr> {
  const expr = parse(text);
  const other = variablesOf(expr).find((name) => !variables.includes(name));
  if (other !== undefined)
    throw new ChainruleError('unknown-name', `this lab draws functions of ${variables.join(' and ')}; "${other}" is another variable`, {
      operation: 'lab',
      hint: `give it a number, or call it ${variables.join(' or ')}`,
    });
  await bringValues(expr);
  return expr;
}

/** The function with its value: for special functions, once theirs are here. */
let computable = (fn: Elementwise): Elementwise => fn;

/** Fetches the values of special functions where the formula has one. */
export async function bringValues(expr: Expr): Promise<void> {
  if (postOrder(expr).some(({ fn }) => fn && !computes(fn))) ({ computable } = await import('./special-values.js'));
}

function computes(fn: Elementwise): boolean {
  try {
    return typeof fn.value === 'function';
  } catch {
    return false;
  }
}

/** Formulas as doubles. It is core's `numbers` without the values of all special functions. */
const numbersAt = (point: Point): Meaning<number> => ({
  number: Number,
  variable: (name) => {
    if (Object.hasOwn(point, name)) return point[name]!;
    throw new ChainruleError('unknown-name', `no value is given for "${name}"${didYouMean(name, Object.keys(point))}`, {
      operation: 'lab',
    });
  },
  apply: (fn, args) => computable(fn).value(...args),
});

/** The value of a formula that was read here, at a point. */
export const valueAt = (expr: Expr, point: Point): number => fold(expr, numbersAt(point));

/** Its derivative along a direction, in forward mode; exact to rounding. */
export const slopeAt = (expr: Expr, point: Point, direction: Point): number =>
  fold(
    expr,
    dual(numbersAt(point), (name) => direction[name]),
  ).tangent ?? 0;

/** Its second derivative along two directions, forward mode twice. */
export const curvatureAt = (expr: Expr, point: Point, along: Point, then: Point): number =>
  fold(
    expr,
    dual<Dual<number>>(
      dual(numbersAt(point), (name) => along[name]),
      (name) => ({ primal: then[name] ?? 0 }),
    ),
  ).tangent?.tangent ?? 0;
