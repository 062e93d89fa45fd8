import type { Value } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { defineLoss, paired, reduce, type Loss, type Reduction } from './loss.js';

/** The reduction of `kl`, and whether its target is logarithms. */
export interface KlOptions {
  /** `batchMean` divides the sum by the number of examples, which is the divergence; `mean` divides by all elements. Default mean, as PyTorch. */
  readonly reduction: Reduction | 'batchMean';
  /** Whether the target, too, is logarithms. Default false. */
  readonly logTarget: boolean;
}

/**
 * y·(log y − ŷ) for logarithms ŷ of probabilities and probabilities y: how far ŷ is from the distribution y. 0·log 0 counts as 0.
 *
 * Throws `shape` when the two differ in shape. Kullback and Leibler 1951, "On information and sufficiency".
 */
export const kl: Loss<KlOptions, 'kl'> = defineLoss<KlOptions, 'kl', Tensor, Tensor | Value>(
  'kl',
  { reduction: 'mean', logTarget: false },
  (prediction: Tensor, given: Tensor | Value, { reduction, logTarget }) => {
    const target = paired('kl', prediction, given);
    const share: Tensor = logTarget ? target.exp() : target;
    const some = share.greater(0);
    const own = logTarget ? share.mul(target) : some.where(share.mul(some.where(share, 1).log()), 0);
    const losses = own.sub(share.mul(prediction));
    return reduction === 'batchMean' ? losses.sum().div(prediction.shape[0] ?? 1) : reduce(losses, reduction);
  },
);
