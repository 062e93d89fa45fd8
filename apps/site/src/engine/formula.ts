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

/** A number, or one for each of many points. */
export type Column = number | Float64Array;

/** Formulas as doubles, at one point or at many at once. It is core's `numbers` without the values of all special functions. */
const at = (point: Readonly<Record<string, Column>>): Meaning<Column> => ({
  number: Number,
  variable: (name) => {
    if (Object.hasOwn(point, name)) return point[name]!;
    throw new ChainruleError('unknown-name', `no value is given for "${name}"${didYouMean(name, Object.keys(point))}`, {
      operation: 'lab',
    });
  },
  apply: (fn, args) => {
    const { value } = computable(fn);
    const many = args.find((arg) => typeof arg !== 'number');
    if (many === undefined) return value(...(args as readonly number[]));
    const [first, second, third] = args.map((arg) => (typeof arg === 'number' ? (): number => arg : (i: number): number => arg[i]!));
    // Most functions have one argument or two; asking for a third costs more than both.
    if (third !== undefined) return many.map((_, i) => value(...args.map((arg) => (typeof arg === 'number' ? arg : arg[i]!))));
    return second === undefined ? many.map((x) => value(x)) : many.map((_, i) => value(first!(i), second(i)));
  },
});

/** The value of a formula that was read here, at a point. */
export const valueAt = (expr: Expr, point: Point): number => fold(expr, at(point)) as number;

/** Its values at many points, given by columns of coordinates; a coordinate that is a number is the same for all. */
export function valuesAt(expr: Expr, columns: Readonly<Record<string, Column>>): Float64Array {
  return asColumn(fold(expr, at(columns)), columns);
}

/** Its derivative along a direction, in forward mode; exact to rounding. */
export const slopeAt = (expr: Expr, point: Point, direction: Readonly<Record<string, number>>): number =>
  slopes(expr, point, direction) as number;

/** Its derivatives along a direction, or along one for each point. */
export const slopesAt = (
  expr: Expr,
  columns: Readonly<Record<string, Column>>,
  direction: Readonly<Record<string, Column>>,
): Float64Array => asColumn(slopes(expr, columns, direction), { ...columns, ...direction });

const slopes = (expr: Expr, columns: Readonly<Record<string, Column>>, direction: Readonly<Record<string, Column>>): Column =>
  fold(
    expr,
    dual(at(columns), (name) => direction[name]),
  ).tangent ?? 0;

/** Its second derivative along two directions, forward mode twice. */
export const curvatureAt = (expr: Expr, point: Point, along: Point, then: Point): number =>
  (fold(
    expr,
    dual<Dual<Column>>(
      dual(at(point), (name) => along[name]),
      (name) => ({ primal: then[name] ?? 0 }),
    ),
  ).tangent?.tangent ?? 0) as number;

/** A formula may be the same at all points. */
function asColumn(result: Column, columns: Readonly<Record<string, Column>>): Float64Array {
  if (typeof result !== 'number') return result;
  const many = Object.values(columns).find((column) => typeof column !== 'number');
  return new Float64Array(many?.length ?? 1).fill(result);
}
