import type { Plugin, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import type { AdamOptions, AdamState } from './adam.js';

type Moments = { readonly mean: Value; readonly square: Value; readonly largest?: Value };

/** Adam and AdamW, which differ in what weight decay is added to: the gradient, or the update. */
export function adaptiveMoments<const N extends string>(
  name: N,
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, amsgrad = false, maximize = false }: AdamOptions,
  { weightDecay = 0, decoupled = 0 }: Pick<GradientOptions, 'weightDecay'> & { readonly decoupled?: number },
): Optimizer<AdamState> & Plugin<'optimizer', N> {
  const rate = rateOf(name, learningRate);
  checkOptions(name, {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [weightDecay + decoupled, notNegative],
  });
  return leafwise(name, {
    gradients: { weightDecay, maximize },
    keeps: { mean: zeros, square: zeros, ...(amsgrad && { largest: zeros }) },
    hyper: (step) => ({
      negativeRate: -rate(step) / (1 - beta1 ** (step + 1)),
      rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)),
      decay: -rate(step) * decoupled,
    }),
    step({ g, p }, before: Moments, { negativeRate, rootCorrection, decay }) {
      const mean = average(beta1, before.mean, g);
      const square = average(beta2, before.square, g.mul(g));
      const largest = before.largest?.maximum(square);
      const update = mean.mul(negativeRate).div((largest ?? square).sqrt().mul(rootCorrection).add(epsilon));
      return { update: decoupled === 0 ? update : update.add(p.mul(decay)), mean, square, ...(largest && { largest }) };
    },
  });
}
