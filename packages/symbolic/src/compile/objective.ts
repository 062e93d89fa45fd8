import { ChainruleError, Expr, type Objective } from '@chainrule/core';
import { directional, gradient } from '../differentiate/gradient.js';
import { parse } from '../parse/parse.js';
import { compile, type CompiledFunction } from './compile.js';

/** A point: a number for each variable in their order, or by their names. */
export type Point = number[] | Float64Array | Readonly<Record<string, number>>;

/**
 * A formula as something to minimise, with its exact gradient and its Hessian's products with vectors. Points are arrays of numbers in the order of the
 * variables, or objects by name; the gradient comes as the point did.
 *
 * Throws `unknown-name` for a variable that is not among `variables`, and `argument` for a point that lacks one.
 *
 * @example
 * ```ts
 * import { objective } from '@chainrule/symbolic';
 * const f = objective('x^2 - 6x + 5', ['x']);
 * f.value([15]); // → 140
 * f.gradient([15]); // → [24]
 * f.hessianProduct([15], [1]); // → [2]
 * ```
 */
export function objective<P extends Point = number[]>(expr: Expr | string, variables: readonly string[]): Required<Objective<P>> {
  const formula = typeof expr === 'string' ? parse(expr) : expr;
  const value = compile(formula, variables);
  const directions = variables.map((_, i) => `direction ${i}`);
  // Made when they are asked for: a value alone needs no derivatives. ∂(∇f·v)/∂x is ∇²f·v.
  let slopes: CompiledFunction<Float64Array> | undefined;
  let curvature: CompiledFunction<Float64Array> | undefined;
  const slope = (): Expr =>
    directional(
      formula,
      variables,
      directions.map((name) => Expr.variable(name)),
    );
  const read = (point: P): number[] => coordinates(point, variables);
  return {
    value: (point) => value(...read(point)),
    gradient: (point) => inShapeOf(point, (slopes ??= compile(gradient(formula, variables), variables))(...read(point)), variables),
    hessianProduct: (point, v) =>
      inShapeOf(
        point,
        (curvature ??= compile(gradient(slope(), variables), [...variables, ...directions]))(...read(point), ...read(v)),
        variables,
      ),
  };
}

const isList = (point: Point): point is number[] | Float64Array => Array.isArray(point) || point instanceof Float64Array;

function coordinates(point: Point, variables: readonly string[]): number[] {
  const named = point as Readonly<Record<string, number>>;
  const found = isList(point) ? [...point] : variables.map((name) => (Object.hasOwn(named, name) ? named[name] : undefined));
  const wrong = found.length === variables.length ? found.findIndex((value) => typeof value !== 'number') : found.length;
  if (wrong >= 0)
    throw new ChainruleError(
      'argument',
      found.length === variables.length
        ? `the point has no number for ${variables[wrong]!}`
        : `a point of ${found.length} numbers for ${variables.length} variables`,
      {
        operation: 'objective',
        hint: `the variables are ${variables.join(', ')}`,
      },
    );
  return found as number[];
}

function inShapeOf<P extends Point>(point: P, values: Float64Array, variables: readonly string[]): P {
  const result: Point = Array.isArray(point)
    ? [...values]
    : isList(point)
      ? values
      : Object.fromEntries(variables.map((name, i) => [name, values[i]!]));
  return result as P;
}
