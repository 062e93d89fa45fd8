import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** How `poissonNll` reads its prediction, and its reduction. */
export interface PoissonOptions {
  /** Whether the prediction is the logarithm of the rate. Default true. */
  readonly logInput: boolean;
  /** Whether log y! is added, by Stirling's formula above 1. Default false. */
  readonly full: boolean;
  /** Added to a rate before its logarithm is taken. Default 1e-8. */
  readonly epsilon: number;
}

/** Counts y under a Poisson distribution: rate − y·log rate. Throws `shape` when prediction and target differ in shape. */
export const poissonNll: Loss<PoissonOptions & ReductionOptions, 'poissonNll'> = defineElementLoss(
  'poissonNll',
  { logInput: true, full: false, epsilon: 1e-8 },
  (prediction, target, { logInput, full, epsilon }) => {
    const loss = logInput ? prediction.exp().sub(target.mul(prediction)) : prediction.sub(target.mul(prediction.add(epsilon).log()));
    if (!full) return loss;
    const many = target.greater(1);
    const count = many.where(target, 1);
    const stirling = count
      .mul(count.log())
      .sub(count)
      .add(
        count
          .mul(2 * Math.PI)
          .log()
          .mul(0.5),
      );
    return loss.add(many.where(stirling, 0));
  },
);
