import { relu } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/**
 * The mean of max(0, margin − y·ŷ) for targets y of −1 and 1: nothing is lost where ŷ is on the right side by the margin.
 *
 * Throws `shape` when the two differ in shape. Cortes and Vapnik 1995, "Support-vector networks".
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { hinge } from '@chainrule/nn';
 * hinge.apply(tensor([2, 0.5]), tensor([1, -1])).item(); // → 0.75
 * ```
 */
export const hinge: Loss<{ readonly margin: number } & ReductionOptions, 'hinge'> = defineElementLoss(
  'hinge',
  { margin: 1 },
  (prediction, target, { margin }) => relu(target.mul(prediction).neg().add(margin)),
);
