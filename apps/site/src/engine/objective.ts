import type { Expr, Objective } from '@chainrule/core';
import { curvatureAt, slopeAt, valueAt, type Point } from './formula.js';

/** A formula as something to descend, its derivatives in forward mode. Points have their numbers in the order of the variables. */
export function objectiveOf(expr: Expr, variables: readonly string[]): Required<Objective<Float64Array>> {
  const named = (numbers: Float64Array): Point => Object.fromEntries(variables.map((name, i) => [name, numbers[i]!]));
  const axes = variables.map((name): Point => ({ [name]: 1 }));
  return {
    value: (point) => valueAt(expr, named(point)),
    gradient: (point) => Float64Array.from(axes, (axis) => slopeAt(expr, named(point), axis)),
    hessianProduct: (point, v) => Float64Array.from(axes, (axis) => curvatureAt(expr, named(point), named(v), axis)),
  };
}
