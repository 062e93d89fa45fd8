import { ndarray } from '@chainrule/core';
import { compile, type CompileOptions, type Tensor } from '@chainrule/tensor';
import type { Layer } from '../layer.js';
import type { Loss } from '../losses/loss.js';
import { asTensor, type Examples } from './examples.js';
import type { Metric } from './metric.js';

/** What `evaluate` judges, and by what. */
export interface EvaluateOptions<P, S> {
  readonly model: Layer<P, S>;
  readonly loss: Pick<Loss, 'apply'>;
  readonly metrics?: readonly Metric[] | undefined;
  readonly batchSize?: number | undefined;
  readonly backend?: CompileOptions['backend'];
}

/** The loss and the metrics, by their keys. */
export type Figures = Readonly<Record<string, number>>;

/**
 * A function that gives loss and metrics of a model on examples, in evaluation mode, compiled: means over all rows, whatever the size of the batches.
 *
 * @example
 * ```ts
 * import { key, ndarray } from '@chainrule/core';
 * import { evaluator, linear, mse } from '@chainrule/nn';
 * const model = linear(1, 1);
 * const { params, state } = model.init(key(0));
 * const zero = { weight: params.weight.mul(0), bias: params.bias.mul(0) };
 * evaluator({ model, loss: mse })(zero, state, { features: ndarray([[1], [2]]).cast('float32'), target: ndarray([[2], [4]]) }); // → { loss: 10 }
 * ```
 */
export function evaluator<P, S>({
  model,
  loss,
  metrics = [],
  batchSize = 256,
  backend,
}: EvaluateOptions<P, S>): (params: P, state: S, examples: Examples) => Figures {
  const judge = compile((params: P, state: S, x: Tensor, y: Tensor) => {
    const prediction = model.apply(params, state, x, { mode: 'eval' }).y;
    return [loss.apply(prediction, y), ...metrics.map((metric) => metric.of(prediction, y))];
  }, backend && { backend });
  return (params, state, { features, target }) => {
    const rows = features.shape[0]!;
    const sums = [0, ...metrics.map(() => 0)];
    for (let from = 0; from < rows; from += batchSize) {
      const count = Math.min(batchSize, rows - from);
      const indices = ndarray(Int32Array.from({ length: count }, (_, i) => from + i));
      const found = judge(params, state, asTensor(features.take(indices)), asTensor(target.take(indices)));
      found.forEach((figure, k) => (sums[k]! += count * figure.item()));
    }
    const mean = (k: number): number => sums[k]! / rows;
    return Object.fromEntries([['loss', mean(0)], ...metrics.map(({ key, finish = (x) => x }, k) => [key, finish(mean(k + 1))] as const)]);
  };
}
