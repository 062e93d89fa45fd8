import { argmax, type Tensor } from '@chainrule/tensor';
import { crossEntropy } from '../losses/cross-entropy.js';

/** A figure to judge a model by: a mean over all rows of something of each batch, and what becomes of that mean. */
export interface Metric {
  readonly key: string;
  readonly better: 'lower' | 'higher';
  /** The mean over the rows of a batch. */
  of(prediction: Tensor, target: Tensor): Tensor;
  /** What the mean over all rows is turned into. Default: itself. */
  finish?(mean: number): number;
}

/**
 * The share of rows whose largest logit is the right class.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { accuracy } from '@chainrule/nn';
 * accuracy.of(tensor([[1, 2], [3, 0]]), tensor([1, 1])).item(); // → 0.5
 * ```
 */
export const accuracy: Metric = {
  key: 'accuracy',
  better: 'higher',
  of: (prediction, target) => argmax(prediction, -1).equal(target.cast('int32')).cast('float32').mean(),
};

/**
 * The root of the mean squared error, over all rows.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { rmse } from '@chainrule/nn';
 * rmse.finish!(rmse.of(tensor([1, 5]), tensor([1, 1])).item()); // → 2.8284
 * ```
 */
export const rmse: Metric = {
  key: 'rmse',
  better: 'lower',
  of: (prediction, target) =>
    prediction
      .reshape([-1])
      .sub(target.reshape([-1]).cast(prediction.dtype))
      .pow(2)
      .mean(),
  finish: Math.sqrt,
};

/**
 * e to the mean cross-entropy, the classes along the last axis: among how many equally likely classes the model hesitates.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { perplexity } from '@chainrule/nn';
 * perplexity.finish!(perplexity.of(tensor([[0, 0, 0, 0]]), tensor([2])).item()); // → 4.0
 * ```
 */
export const perplexity: Metric = {
  key: 'perplexity',
  better: 'lower',
  of: (prediction, target) => crossEntropy.with({ axis: -1 }).apply(prediction, target),
  finish: Math.exp,
};
