import { ChainruleError } from '@chainrule/core';
import { derivative } from './derivative.js';
import type { Estimate } from './estimate.js';
import { type ManyFunction, lockstep } from './lockstep.js';
import { along, collect, counted, optionsAt, type VectorEstimate, type VectorFunction, vectorOf, type VectorOptions } from './vector.js';

/**
 * The gradient ∇f(x) of a scalar function of n variables, each entry with a bound on its error.
 *
 * Coordinate by coordinate with `method` (`adaptive()` by default). With `vectorised`, f takes many points at once and returns as many values:
 * all coordinates advance together and f is called once a round instead of once a point.
 *
 * @example
 * ```ts
 * import { gradient } from '@chainrule/numeric';
 * const { value } = gradient(([x = 0, y = 0]) => x ** 2 * y, [3, 2]);
 * [...value]; // → [12, 9]
 * ```
 */
export function gradient(
  f: VectorFunction,
  x: ArrayLike<number>,
  options?: VectorOptions & { readonly vectorised?: false },
): VectorEstimate;
export function gradient(f: ManyFunction, x: ArrayLike<number>, options: VectorOptions & { readonly vectorised: true }): VectorEstimate;
export function gradient(
  f: VectorFunction | ManyFunction,
  x: ArrayLike<number>,
  { vectorised = false, ...options }: VectorOptions & { readonly vectorised?: boolean } = {},
): VectorEstimate {
  const at = vectorOf(x, 'gradient');
  if (vectorised) return lockstep(f as ManyFunction, at, (line, i) => derivative(line, at[i]!, optionsAt(options, i)));
  const { f: evaluate, calls } = counted(f as VectorFunction, 'gradient');
  const centre = evaluate(at.slice());
  const point = at.slice();
  const entries = Array.from(at, (here, i) => {
    const line = (t: number): number => {
      if (t === here) return centre;
      point[i] = t;
      const y = evaluate(point);
      point[i] = here;
      return y;
    };
    return derivative(line, here, optionsAt(options, i));
  });
  return collect(entries, calls());
}

/**
 * The derivative of f at x along v: d/dt f(x + tv) at t = 0, which is ∇f(x)·v where f is differentiable.
 *
 * Throws `shape` when x and the direction differ in length.
 *
 * @example
 * ```ts
 * import { directional } from '@chainrule/numeric';
 * directional(([x = 0, y = 0]) => x * y, [2, 3], [1, 1]).value; // → 5
 * ```
 */
export function directional(
  f: VectorFunction,
  x: ArrayLike<number>,
  v: ArrayLike<number>,
  options: Omit<VectorOptions, 'domain'> = {},
): Estimate {
  const at = vectorOf(x, 'directional');
  const direction = vectorOf(v, 'directional');
  if (direction.length !== at.length) {
    throw new ChainruleError('shape', `x has ${at.length} entries, the direction ${direction.length}`, { operation: 'directional' });
  }
  return derivative(along(counted(f, 'directional').f, at, direction), 0, options);
}
