import { bce } from './bce.js';
import { bceWithLogits } from './bce-with-logits.js';
import { cosineEmbedding } from './cosine-embedding.js';
import { crossEntropy } from './cross-entropy.js';
import { ctc } from './ctc.js';
import { gaussianNll } from './gaussian-nll.js';
import { hinge } from './hinge.js';
import { hingeEmbedding } from './hinge-embedding.js';
import { huber } from './huber.js';
import { kl } from './kl.js';
import { l1 } from './l1.js';
import { mse } from './mse.js';
import { multiLabelSoftMargin } from './multi-label-soft-margin.js';
import { nll } from './nll.js';
import { poissonNll } from './poisson-nll.js';
import { smoothL1 } from './smooth-l1.js';
import { softMargin } from './soft-margin.js';
import { tripletMargin } from './triplet-margin.js';

/**
 * Every loss by name.
 *
 * @example
 * ```ts
 * import { losses } from '@chainrule/nn';
 * losses.crossEntropy.options.labelSmoothing; // → 0
 * ```
 */
export const losses = {
  bce,
  bceWithLogits,
  cosineEmbedding,
  crossEntropy,
  ctc,
  gaussianNll,
  hinge,
  hingeEmbedding,
  huber,
  kl,
  l1,
  mse,
  multiLabelSoftMargin,
  nll,
  poissonNll,
  smoothL1,
  softMargin,
  tripletMargin,
} as const;

/** The names of the built-in losses. */
export type LossName = keyof typeof losses;
