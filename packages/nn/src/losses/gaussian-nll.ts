import type { Value } from '@chainrule/core';
import { stopGradient, type Tensor } from '@chainrule/tensor';
import { defineLoss, paired, reduce, type Loss, type ReductionOptions } from './loss.js';

/** The mean and variance predicted for every target. */
export interface GaussianPrediction {
  readonly mean: Tensor;
  readonly variance: Tensor;
}
/** The constant and the smallest variance of `gaussianNll`, and its reduction. */
export interface GaussianOptions extends ReductionOptions {
  /** Whether ½ log 2π is added. Default false. */
  readonly full: boolean;
  /** The smallest variance that counts; a smaller one still gets a derivative, as in PyTorch. Default 1e-6. */
  readonly epsilon: number;
}

/**
 * Numbers y under normal distributions whose mean and variance are predicted: ½(log v + (m − y)²/v). Throws `shape` when they differ in shape.
 * Nix and Weigend 1994, "Estimating the mean and variance of the target probability distribution".
 */
export const gaussianNll: Loss<GaussianOptions, 'gaussianNll', GaussianPrediction> = defineLoss(
  'gaussianNll',
  { reduction: 'mean', full: false, epsilon: 1e-6 },
  ({ mean, variance }: GaussianPrediction, target: Tensor | Value, { reduction, full, epsilon }) => {
    const own = paired('gaussianNll', mean, variance);
    const held = own.add(stopGradient(own.maximum(epsilon).sub(own)));
    const losses = held
      .log()
      .add(
        mean
          .sub(paired('gaussianNll', mean, target))
          .pow(2)
          .div(held),
      )
      .mul(0.5);
    return reduce(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses, reduction);
  },
);
