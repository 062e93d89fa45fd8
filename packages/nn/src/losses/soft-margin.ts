import { softplus } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** The mean of log(1 + exp(−y·ŷ)) for targets y of −1 and 1. Throws `shape` when the two differ in shape. */
export const softMargin: Loss<ReductionOptions, 'softMargin'> = defineElementLoss('softMargin', {}, (prediction, target) =>
  softplus(target.mul(prediction).neg()),
);
