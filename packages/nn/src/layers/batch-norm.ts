import { definePlugin, shapeText } from '@chainrule/core';
import { ones, tensor, zeros, type Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';
import type { WeightAndBias } from './linear.js';
import { moments, standardised } from './standardised.js';

/** Mean and variance of every channel over the batches seen, under PyTorch's names. */
export interface RunningStatistics {
  readonly running_mean: Tensor;
  readonly running_var: Tensor;
  readonly num_batches_tracked: Tensor;
}

/** How `batchNorm` normalises and keeps its statistics. */
export interface BatchNormOptions<A extends boolean = boolean> {
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
  /** The weight of the newest batch in the running statistics, as in PyTorch; null for the mean of all batches. Default 0.1. */
  readonly momentum?: number | null;
  /** Whether a weight and a bias follow. Default true. */
  readonly affine?: A;
}

/** A layer of `batchNorm`: weight and bias of every channel, and running statistics as state. */
export type BatchNorm<A extends boolean = boolean> = Layer<
  A extends false ? Nothing : WeightAndBias,
  RunningStatistics,
  Tensor,
  { readonly features: number; readonly epsilon: number; readonly momentum: number | null; readonly affine: boolean }
>;

/**
 * Every channel of `[n, c, …]` with mean 0 and variance 1 over the batch, then scaled and shifted. In training the batch's own moments
 * are taken, and the running ones move towards them (the running variance towards the unbiased one); in use the running ones are taken.
 *
 * Throws `shape` for other channels, and for a batch of one number a channel in training.
 * Ioffe and Szegedy 2015, "Batch normalization".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { tensor } from '@chainrule/tensor';
 * import { batchNorm } from '@chainrule/nn';
 * const layer = batchNorm(1);
 * const { params, state } = layer.init(key(0));
 * const result = layer.apply(params, state, tensor([[1], [3]]), { mode: 'train' });
 * result.y.toString(); // → 'f32[2, 1] [[-0.999995],\n [0.999995]]'
 * result.state.running_mean.toString(); // → 'f32[1] [0.2]'
 * ```
 */
export function batchNorm<const A extends boolean = true>(
  features: number,
  { epsilon = 1e-5, momentum = 0.1, affine }: BatchNormOptions<A> = {},
): BatchNorm<A> {
  type Params = A extends false ? Nothing : WeightAndBias;
  return definePlugin('layer', 'batchNorm', {
    options: { features, epsilon, momentum, affine: affine ?? true },
    init: (_key, options) => ({
      params: (affine === false ? {} : { weight: ones([features], options), bias: zeros([features], options) }) as Params,
      state: {
        running_mean: zeros([features], options),
        running_var: ones([features], options),
        num_batches_tracked: tensor(0, { dtype: 'int32' }),
      },
    }),
    apply(params, state, x, { mode, path }) {
      const layer = 'batchNorm';
      if (x.shape.length < 2 || x.shape[1] !== features)
        throw layerError('shape', `the input ${shapeText(x.shape)} does not have ${features} features along axis 1`, {
          layer,
          path,
          hint: `it has the shape [examples, ${features}, …]`,
        });
      const along = (t: Tensor): Tensor => t.reshape([features, ...x.shape.slice(2).map(() => 1)]);
      const { weight, bias } = params as Partial<WeightAndBias>;
      const scaled = (y: Tensor): Tensor => (weight && bias ? y.mul(along(weight)).add(along(bias)) : y);
      if (mode === 'eval') {
        const running = { mean: along(state.running_mean), variance: along(state.running_var) };
        return { y: scaled(standardised(x, running, epsilon)), state };
      }
      const axes = x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
      const count = axes.reduce((n, axis) => n * x.shape[axis]!, 1);
      if (count < 2)
        throw layerError('shape', `the input ${shapeText(x.shape)} has one number a feature: their variance is not known`, {
          layer,
          path,
          hint: 'train with larger batches (dropLast leaves out a last small one), or use layerNorm',
        });
      const batch = moments(x, axes);
      const seen = state.num_batches_tracked.add(1);
      const share = momentum ?? tensor(1, { dtype: x.dtype }).div(seen.cast(x.dtype));
      const moved = (running: Tensor, now: Tensor): Tensor => running.add(now.reshape([features]).sub(running).mul(share));
      return {
        y: scaled(standardised(x, batch, epsilon)),
        state: {
          running_mean: moved(state.running_mean, batch.mean),
          running_var: moved(state.running_var, batch.variance.mul(count / (count - 1))),
          num_batches_tracked: seen,
        },
      };
    },
  } satisfies Omit<BatchNorm<A>, '~chainrule'>);
}
