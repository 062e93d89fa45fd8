import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { leafwise } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `asgd`, with their defaults. */
export interface AsgdOptions extends GradientOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** λ: how fast the rate falls, and the parameters with it. Default 1e-4. */
  readonly lambda?: number;
  /** The power by which the rate falls. Default 0.75. */
  readonly alpha?: number;
  /** The step at which averaging begins. Default 1e6. */
  readonly t0?: number;
}

/** What `asgd` keeps between steps. */
export interface AsgdState {
  /** p̄, a tree like the parameters. */
  readonly average: Tree<Value>;
}

/**
 * Averaged stochastic gradient descent: a rate that falls slowly, and the average of the path as the answer.
 *
 * ηₜ = η/(1 + λη(t − 1))^α, p ← p − ηₜ(g + λp); from step t₀ on, p̄ is the mean of the parameters, before it p itself.
 * `evalParams` gives p̄.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, asgd } from '@chainrule/optim';
 * let run = begin(asgd({ learningRate: 0.5 }), ndarray(5));
 * for (let i = 0; i < 50; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 2.9997
 * ```
 */
export function asgd({ learningRate = 0.01, lambda = 1e-4, alpha = 0.75, t0 = 1e6, ...gradients }: AsgdOptions = {}): Optimizer<AsgdState> &
  Plugin<'optimizer', 'asgd'> {
  const rate = rateOf('asgd', learningRate);
  checkOptions('asgd', {
    lambda: [lambda, notNegative],
    alpha: [alpha, notNegative],
    t0: [t0, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('asgd', {
    gradients,
    keeps: { average: (p) => p },
    hyper(step) {
      const negativeRate = -rate(step) / (1 + lambda * rate(step) * step) ** alpha;
      return { negativeRate, decay: negativeRate * lambda, share: step === 0 ? 1 : 1 / Math.max(1, step - t0) };
    },
    step({ g, p }, before, { negativeRate, decay, share }) {
      const update = p.mul(decay).add(g.mul(negativeRate));
      return { update, average: before.average.add(p.add(update).sub(before.average).mul(share)) };
    },
    evalParams: ({ average }) => average,
  });
}
