import { softplus, tensor, type Tensor } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** How much positive examples count in `bceWithLogits`. */
export interface LogitOptions {
  /** How much positive examples count, a number or one for each of the last axis. Default 1. */
  readonly positiveWeight: number | readonly number[] | Tensor;
}

/**
 * The binary cross-entropy of σ(x): the mean of softplus(x) − y·x, exact for logits of any size.
 *
 * Throws `shape` when the two differ in shape.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { bceWithLogits } from '@chainrule/nn';
 * bceWithLogits.apply(tensor([-1000]), tensor([1])).item(); // → 1000
 * ```
 */
export const bceWithLogits: Loss<LogitOptions & ReductionOptions, 'bceWithLogits'> = defineElementLoss<LogitOptions, 'bceWithLogits'>(
  'bceWithLogits',
  { positiveWeight: 1 },
  (logits, target, { positiveWeight }) => {
    if (positiveWeight === 1) return softplus(logits).sub(target.mul(logits));
    const weight = tensor(positiveWeight as Tensor, { dtype: logits.dtype });
    const share = target.mul(weight.sub(1)).add(1);
    return target
      .neg()
      .add(1)
      .mul(logits)
      .add(share.mul(softplus(logits.neg())));
  },
);
