import { softplus } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** The binary cross-entropy of every label's logit, averaged over the labels of an example (the last axis). Throws `shape` as `mse`. */
export const multiLabelSoftMargin: Loss<ReductionOptions, 'multiLabelSoftMargin'> = defineElementLoss(
  'multiLabelSoftMargin',
  {},
  (logits, target) => softplus(logits).sub(target.mul(logits)).mean(-1),
);
