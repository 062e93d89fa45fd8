import { relu } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** Distances ŷ of pairs: ŷ where they belong together (y = 1), max(0, margin − ŷ) where they do not (y = −1). Throws `shape` as `mse`. */
export const hingeEmbedding: Loss<{ readonly margin: number } & ReductionOptions, 'hingeEmbedding'> = defineElementLoss(
  'hingeEmbedding',
  { margin: 1 },
  (prediction, target, { margin }) => target.equal(1).where(prediction, relu(prediction.neg().add(margin))),
);
