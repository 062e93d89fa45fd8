import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/**
 * The mean of (ŷ − y)².
 *
 * Throws `shape` when prediction and target differ in shape.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { mse } from '@chainrule/nn';
 * mse.apply(tensor([1, 3]), tensor([0, 1])).item(); // → 2.5
 * mse.with({ reduction: 'sum' }).apply(tensor([1, 3]), tensor([0, 1])).item(); // → 5
 * ```
 */
export const mse: Loss<ReductionOptions, 'mse'> = defineElementLoss('mse', {}, (prediction, target) => prediction.sub(target).pow(2));
