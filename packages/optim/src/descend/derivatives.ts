import type { Objective } from '@chainrule/core';
import { along, fromVector, norm, toVector } from './point.js';

/** An objective over vectors, with all of the derivatives that descent and its diagnosis ask for. */
export interface VectorObjective {
  value(x: Float64Array): number;
  gradient(x: Float64Array): Float64Array;
  /** ∇²f(x)·v. */
  hessianProduct(x: Float64Array, v: Float64Array): Float64Array;
}

/** Fills in what an objective does not know by central differences: of values for the gradient, of gradients for Hessian products. */
export function overVectors<P>(objective: Objective<P>, like: P): VectorObjective {
  const value = (x: Float64Array): number => objective.value(fromVector(like, x));
  const gradient = objective.gradient
    ? (x: Float64Array): Float64Array => toVector(objective.gradient!(fromVector(like, x)))
    : (x: Float64Array): Float64Array => differences(value, x);
  // The step balances truncation against the noise of the gradients, which differences of values have more of.
  const relativeStep = objective.gradient ? 1e-5 : 1e-3;
  const hessianProduct = objective.hessianProduct
    ? (x: Float64Array, v: Float64Array): Float64Array => toVector(objective.hessianProduct!(fromVector(like, x), fromVector(like, v)))
    : (x: Float64Array, v: Float64Array): Float64Array => {
        const h = (relativeStep * (1 + norm(x))) / norm(v);
        return along(gradient(along(x, h, v)), -1, gradient(along(x, -h, v))).map((d) => d / (2 * h));
      };
  return { value, gradient, hessianProduct };
}

/** ∂f/∂xᵢ ≈ (f(x + heᵢ) − f(x − heᵢ)) / 2h with h = ε^⅓·max(1, |xᵢ|). */
function differences(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  return x.map((xi, i) => {
    const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(xi));
    const [above, below] = [x.with(i, xi + h), x.with(i, xi - h)];
    return (f(above) - f(below)) / (above[i]! - below[i]!);
  });
}
