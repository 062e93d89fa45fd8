import type { Value } from '@chainrule/core';
import { relu, tensor, type Tensor } from '@chainrule/tensor';
import { defineLoss, reduce, type Loss, type ReductionOptions } from './loss.js';

/** Two vectors `[n, size]` for every pair. */
export interface VectorPair {
  readonly first: Tensor;
  readonly second: Tensor;
}
/** The margin of `cosineEmbedding`, and its reduction. */
export interface CosineOptions extends ReductionOptions {
  /** How large the cosine of a pair that does not belong together may be. Default 0. */
  readonly margin: number;
}

/** PyTorch's: added to squared lengths, so that a vector of zeros has a cosine. */
const epsilon = 1e-12;

/** 1 − cos of pairs that belong together (y = 1), max(0, cos − margin) of those that do not (y = −1). */
export const cosineEmbedding: Loss<CosineOptions, 'cosineEmbedding', VectorPair> = defineLoss(
  'cosineEmbedding',
  { reduction: 'mean', margin: 0 },
  ({ first, second }: VectorPair, target: Tensor | Value, { reduction, margin }) => {
    const squared = (x: Tensor): Tensor => x.mul(x).sum(-1).add(epsilon);
    const cosine = first
      .mul(second)
      .sum(-1)
      .div(squared(first).mul(squared(second)).sqrt());
    return reduce(
      tensor(target as Tensor)
        .equal(1)
        .where(cosine.neg().add(1), relu(cosine.sub(margin))),
      reduction,
    );
  },
);
