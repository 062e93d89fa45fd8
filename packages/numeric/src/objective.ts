import type { Objective } from '@chainrule/core';
import { gradient } from './gradient.js';
import { hessianProduct } from './hessian.js';
import type { VectorFunction, VectorOptions } from './vector.js';

/**
 * A function of a vector as an objective, with gradient and curvature measured from its values: what `descend` takes.
 *
 * @example
 * ```ts
 * import { objective } from '@chainrule/numeric';
 * const bowl = objective(([x = 0, y = 0]) => x ** 2 + 2 * y ** 2);
 * [...bowl.gradient(Float64Array.of(1, 1))]; // → [2, 4]
 * ```
 */
export const objective = (f: VectorFunction, options: VectorOptions = {}): Required<Objective<Float64Array>> => ({
  value: (p) => f(p),
  gradient: (p) => gradient(f, p, options).value,
  hessianProduct: (p, v) => hessianProduct(f, p, v, options).value,
});
