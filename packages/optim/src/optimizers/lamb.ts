import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `lamb`, with their defaults. */
export interface LambOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-6. */
  readonly epsilon?: number;
  /** λ: λp is added to the step before its size is set. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `lamb` keeps between steps. */
export interface LambState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
}

/**
 * LAMB: Adam with a step for each parameter array that is in proportion to its own size. For large batches.
 *
 * r = m̂/(√v̂ + ε) + λp with Adam's m̂ and v̂, p ← p − η·‖p‖/‖r‖·r, the ratio being 1 where either norm is 0.
 *
 * Conventions and defaults are optax's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * You et al., Large batch optimization for deep learning: training BERT in 76 minutes, 2020.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, lamb } from '@chainrule/optim';
 * let run = begin(lamb({ learningRate: 0.5 }), ndarray([5]));
 * for (let i = 0; i < 1; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 2.500
 * ```
 */
export function lamb({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-6,
  weightDecay = 0,
  maximize = false,
}: LambOptions = {}): Optimizer<LambState> & Plugin<'optimizer', 'lamb'> {
  const rate = rateOf('lamb', learningRate);
  checkOptions('lamb', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [weightDecay, notNegative],
  });
  return leafwise('lamb', {
    gradients: { maximize },
    keeps: { mean: zeros, square: zeros },
    hyper: (step) => ({
      negativeRate: -rate(step),
      correction: 1 / (1 - beta1 ** (step + 1)),
      rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)),
    }),
    step({ g, p }, before, { negativeRate, correction, rootCorrection }) {
      const mean = average(beta1, before.mean, g);
      const square = average(beta2, before.square, g.mul(g));
      const step = mean.mul(correction).div(square.sqrt().mul(rootCorrection).add(epsilon)).add(p.mul(weightDecay));
      const [size, length] = [norm(p), norm(step)];
      const known = size.mul(length).greater(0);
      const ratio = known.where(size.div(known.where(length, 1)), 1);
      return { update: step.mul(ratio).mul(negativeRate), mean, square };
    },
  });
}

const norm = (x: Value): Value => x.mul(x).sum().sqrt();
