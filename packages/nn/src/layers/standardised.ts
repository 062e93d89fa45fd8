import type { Tensor } from '@chainrule/tensor';

export interface Moments {
  readonly mean: Tensor;
  /** The mean squared distance from the mean: biased, as normalisation takes it. */
  readonly variance: Tensor;
}

/** Mean and variance over axes, which are kept with size 1. */
export function moments(x: Tensor, axes: readonly number[]): Moments {
  const mean = x.mean(axes, { keepDims: true });
  return { mean, variance: x.sub(mean).pow(2).mean(axes, { keepDims: true }) };
}

/** (x − mean)/√(variance + ε). */
export const standardised = (x: Tensor, { mean, variance }: Moments, epsilon: number): Tensor =>
  x.sub(mean).div(variance.add(epsilon).sqrt());
