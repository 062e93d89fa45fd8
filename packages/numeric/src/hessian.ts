import { ChainruleError } from '@chainrule/core';
import { derivative } from './derivative.js';
import type { Estimate } from './estimate.js';
import { measureNoise } from './noise.js';
import { sample } from './samples.js';
import { along, collect, counted, optionsAt, type VectorEstimate, type VectorFunction, vectorOf, type VectorOptions } from './vector.js';

/** A matrix of derivatives: rows of entries. */
export interface MatrixEstimate {
  readonly value: readonly Float64Array[];
  /** For each entry, as in `Estimate`. */
  readonly errorBound: readonly Float64Array[];
  /** Calls of f altogether. */
  readonly evaluations: number;
}

/**
 * The Hessian ∇²f(x): all second derivatives of a scalar function of n variables, exactly symmetric.
 *
 * @example
 * ```ts
 * import { hessian } from '@chainrule/numeric';
 * const { value } = hessian(([x = 0, y = 0]) => x ** 2 * y, [3, 2]);
 * value.map((row) => [...row].map(Math.round)); // → [[4, 6], [6, 0]]
 * ```
 */
export function hessian(f: VectorFunction, x: ArrayLike<number>, options: VectorOptions = {}): MatrixEstimate {
  const at = vectorOf(x, 'hessian');
  const { f: evaluate, calls } = counted(f, 'hessian');
  const noise = noiseOf(evaluate, at, options);
  const value = Array.from(at, () => new Float64Array(at.length));
  const errorBound = Array.from(at, () => new Float64Array(at.length));
  for (let i = 0; i < at.length; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = i === j ? pure(evaluate, at, i, options) : mixed(evaluate, at, unit(at, i), unit(at, j), noise, options);
      value[i]![j] = value[j]![i] = entry.value;
      errorBound[i]![j] = errorBound[j]![i] = entry.errorBound;
    }
  }
  return { value, errorBound, evaluations: calls() };
}

/**
 * The diagonal of the Hessian: ∂²f/∂xᵢ² for every i.
 *
 * @example
 * ```ts
 * import { hessianDiagonal } from '@chainrule/numeric';
 * hessianDiagonal(([x = 0, y = 0]) => x * x * y, [1, 2]).value; // → [ 4, 0 ]
 * ```
 */
export function hessianDiagonal(f: VectorFunction, x: ArrayLike<number>, options: VectorOptions = {}): VectorEstimate {
  const at = vectorOf(x, 'hessianDiagonal');
  const { f: evaluate, calls } = counted(f, 'hessianDiagonal');
  return collect(
    Array.from(at, (_, i) => pure(evaluate, at, i, options)),
    calls(),
  );
}

/**
 * The product ∇²f(x)·v of the Hessian with a vector, without the Hessian: n mixed second derivatives.
 *
 * Throws `shape` when x and the vector differ in length.
 *
 * Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994), section 2.
 *
 * @example
 * ```ts
 * import { hessianProduct } from '@chainrule/numeric';
 * const { value } = hessianProduct(([x = 0, y = 0]) => x ** 2 * y, [3, 2], [1, 1]);
 * [...value].map(Math.round); // → [10, 6]
 * ```
 */
export function hessianProduct(f: VectorFunction, x: ArrayLike<number>, v: ArrayLike<number>, options: VectorOptions = {}): VectorEstimate {
  const at = vectorOf(x, 'hessianProduct');
  const direction = vectorOf(v, 'hessianProduct');
  if (direction.length !== at.length) {
    throw new ChainruleError('shape', `x has ${at.length} entries, the vector ${direction.length}`, { operation: 'hessianProduct' });
  }
  const { f: evaluate, calls } = counted(f, 'hessianProduct');
  const noise = noiseOf(evaluate, at, options);
  return collect(
    Array.from(at, (_, i) => mixed(evaluate, at, unit(at, i), direction, noise, options)),
    calls(),
  );
}

/** ∂²f/∂xᵢ². */
function pure(f: VectorFunction, x: Float64Array, i: number, options: VectorOptions): Estimate {
  const point = x.slice();
  const line = (t: number): number => {
    point[i] = t;
    return f(point);
  };
  return derivative(line, x[i]!, { ...optionsAt(options, i), order: 2 });
}

/**
 * uᵀ ∇²f(x) v for two directions, as one second derivative: that of f(x + t(u + v)) − f(x + t(u − v)) at t = 0 is 4 uᵀ ∇²f(x) v.
 * Both directions are first brought to lengths at which t = 1 moves x by its own size.
 */
function mixed(f: VectorFunction, x: Float64Array, u: Float64Array, v: Float64Array, noise: number, options: VectorOptions): Estimate {
  const [a, b] = [stretch(x, u), stretch(x, v)];
  const [plus, minus] = [u.map((entry, i) => a * entry + b * v[i]!), u.map((entry, i) => a * entry - b * v[i]!)];
  const [forth, back] = [along(f, x, plus), along(f, x, minus)];
  const room = Math.min(roomAlong(x, plus, options), roomAlong(x, minus, options));
  const { domain: _, ...settings } = optionsAt(options, 0);
  const estimate = derivative((t) => forth(t) - back(t), 0, { ...settings, order: 2, domain: [-room, room], noise: Math.SQRT2 * noise });
  const scale = 4 * a * b;
  return { ...estimate, value: estimate.value / scale, errorBound: estimate.errorBound / scale };
}

/**
 * The noise of f along a direction in which every coordinate moves. A difference of two values of f has it too, but does not show it
 * near t = 0, where the two agree in almost all digits.
 */
function noiseOf(f: VectorFunction, x: Float64Array, options: VectorOptions): number {
  if (options.noise !== undefined) return options.noise;
  const direction = x.map((value) => Math.max(Math.abs(value), 1));
  const room = roomAlong(x, direction, options);
  const samples = sample(along(f, x, direction), [-room, room]);
  const centre = samples.at(0);
  return Number.isFinite(centre) && room > 0 ? measureNoise(samples, 0, centre).sigma : 0;
}

/** The power of two by which a direction moves no coordinate further than its own size, or 1. */
function stretch(x: Float64Array, direction: Float64Array): number {
  const longest = direction.reduce(
    (most, d, i) => Math.max(most, Math.abs(d) / 2 ** Math.round(Math.log2(Math.max(Math.abs(x[i]!), 1)))),
    0,
  );
  return longest > 0 ? 2 ** -Math.ceil(Math.log2(longest)) : 1;
}

/** How far t may go to both sides before x + t·direction leaves the domain. */
function roomAlong(x: Float64Array, direction: Float64Array, options: VectorOptions): number {
  if (options.domain === undefined) return Infinity;
  return direction.reduce((least, d, i) => {
    const [low, high] = optionsAt(options, i).domain!;
    return d === 0 ? least : Math.min(least, Math.min(high - x[i]!, x[i]! - low) / Math.abs(d));
  }, Infinity);
}

const unit = (x: Float64Array, i: number): Float64Array => new Float64Array(x.length).fill(1, i, i + 1);
