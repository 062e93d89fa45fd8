import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `adamax`, with their defaults. */
export interface AdamaxOptions extends GradientOptions {
  /** Default 0.002. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the largest gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, added to the size of the gradient. Default 1e-8. */
  readonly epsilon?: number;
}

/** What `adamax` keeps between steps. */
export interface AdamaxState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** u, a tree like the parameters. */
  readonly largest: Tree<Value>;
}

/**
 * Adamax: Adam with the largest recent gradient in place of the root mean square.
 *
 * m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), p ← p − η/(1 − β₁ᵗ)·m/u at the t-th step.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Kingma and Ba, Adam: a method for stochastic optimization, 2015, §7.1.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, adamax } from '@chainrule/optim';
 * let run = begin(adamax({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 400; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function adamax({
  learningRate = 0.002,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  ...gradients
}: AdamaxOptions = {}): Optimizer<AdamaxState> & Plugin<'optimizer', 'adamax'> {
  const rate = rateOf('adamax', learningRate);
  checkOptions('adamax', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('adamax', {
    gradients,
    keeps: { mean: zeros, largest: zeros },
    hyper: (step) => ({ negativeRate: -rate(step) / (1 - beta1 ** (step + 1)) }),
    step({ g }, before, { negativeRate }) {
      const mean = average(beta1, before.mean, g);
      const largest = before.largest.mul(beta2).maximum(g.abs().add(epsilon));
      return { update: mean.mul(negativeRate).div(largest), mean, largest };
    },
  });
}
