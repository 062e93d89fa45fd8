import { definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from './check-options.js';
import { effectiveGradients, type GradientOptions } from './effective-gradients.js';
import { rateOf, type LearningRate } from './learning-rate.js';
import type { Optimizer } from './optimizer.js';
import { zerosLike } from './zeros-like.js';
import { zipTrees } from './zip-trees.js';

export interface AdamOptions extends GradientOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** Divide by the largest mean square so far. Default false. */
  readonly amsgrad?: boolean;
}

export interface AdamState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** The largest v so far, with amsgrad. */
  readonly largest?: Tree<Value>;
}

/**
 * Adam: steps of about η in every coordinate, whatever the gradient's scale.
 *
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) at the t-th step.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range,
 * and for gradients that do not match the parameters.
 * Kingma and Ba, Adam: a method for stochastic optimization, 2015; amsgrad: Reddi, Kale and Kumar, 2018.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adam, advance, begin } from '@chainrule/optim';
 * let run = begin(adam({ learningRate: 0.1 }), { x: ndarray([15, -1e6]) });
 * run = advance(run, { x: ndarray([24, -1e-3]) });
 * run.params.x.toString(); // → '[14.9, -999999.9]'
 * ```
 */
export function adam({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  amsgrad = false,
  ...rest
}: AdamOptions = {}): Optimizer<AdamState> & Plugin<'optimizer', 'adam'> {
  const rate = rateOf('adam', learningRate);
  checkOptions('adam', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [rest.weightDecay ?? 0, notNegative],
  });

  return definePlugin('optimizer', 'adam', {
    init(params) {
      const zeros = zerosLike(params);
      return { mean: zeros, square: zeros, ...(amsgrad && { largest: zeros }) };
    },
    hyper: (step) => ({ negativeRate: -rate(step) / (1 - beta1 ** (step + 1)), rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)) }),
    update(grads, state, params, { hyper }) {
      const { negativeRate, rootCorrection } = hyper as Record<'negativeRate' | 'rootCorrection', Value | number>;
      const g = effectiveGradients('adam', grads, params, rest);
      const average = (keep: number, old: Tree<Value>, of: (gradient: Value) => Value): Tree<Value> =>
        zipTrees('adam', (gradient, before) => before.mul(keep).add(of(gradient).mul(1 - keep)), g, old);
      const mean = average(beta1, state.mean, (gradient) => gradient);
      const square = average(beta2, state.square, (gradient) => gradient.mul(gradient));
      const largest = state.largest && zipTrees('adam', (before, now) => before.maximum(now), state.largest, square);
      const updates = zipTrees(
        'adam',
        (m, v) => m.mul(negativeRate).div(v.sqrt().mul(rootCorrection).add(epsilon)),
        mean,
        largest ?? square,
      );
      return { updates, state: { mean, square, ...(largest && { largest }) } };
    },
  } satisfies Optimizer<AdamState>);
}
