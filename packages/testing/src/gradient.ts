import { isFloat } from '@chainrule/core';
import { tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { claim } from './test-case.js';
import { numbersIn, requireNearNumbers, typesOf, withNumbers } from './trees.js';

/** Numbers that look random, all different, nowhere near a round one. */
export const waves = (shape: readonly number[], dtype: 'float32' | 'float64' = 'float64', turn = 0): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1.7 * i + shape.length + 0.3 + turn)),
    { shape, dtype },
  );

/** A scalar that depends on every real number of a result, differently. */
export const score = (y: Tensor): Tensor =>
  isFloat(y.dtype) ? y.mul(waves(y.shape, y.dtype, 0.7).add(0.2)).sum() : y.cast('float64').sum().mul(0);

/** The slope of a function of a tree along a direction, by differences of fourth order. */
function slopeAlong<T>(f: (at: T) => Tensor, at: T, direction: (i: number) => number): number {
  const h = 1e-3;
  const moved = (k: number): number => f(withNumbers(at, (x, i) => x + k * h * direction(i))).item();
  return (moved(-2) - 8 * moved(-1) + 8 * moved(1) - moved(2)) / (12 * h);
}

/** The gradient of a scalar must have the parts of what it is by, and be what differences along directions measure. */
export function requireGradient<T>(f: (at: T) => Tensor, at: T, tolerance = 1e-6): void {
  const [, gradient] = valueAndGrad(f as (at: unknown) => Tensor)(at) as [Tensor, T];
  claim(typesOf(gradient) === typesOf(at), () => `the gradient's parts are\n${typesOf(gradient)}\ninstead of\n${typesOf(at)}`);
  const slopes = numbersIn(gradient);
  for (const turn of [1, 2, 3]) {
    const direction = (i: number): number => Math.sin(2.3 * i * i + turn);
    const along = slopes.reduce((sum, g, i) => sum + g * direction(i), 0);
    requireNearNumbers([along], [slopeAlong(f, at, direction)], tolerance, `the slope along direction ${turn}`);
  }
}
