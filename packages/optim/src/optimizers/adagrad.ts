import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { leafwise } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `adagrad`, with their defaults. */
export interface AdagradOptions extends GradientOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** δ: how much the rate falls with each step. Default 0. */
  readonly learningRateDecay?: number;
  /** s before the first step. Default 0. */
  readonly initialAccumulatorValue?: number;
  /** ε, outside of the root. Default 1e-10. */
  readonly epsilon?: number;
}

/** What `adagrad` keeps between steps. */
export interface AdagradState {
  /** s, a tree like the parameters. */
  readonly sum: Tree<Value>;
}

/**
 * Adagrad: rates that shrink in each coordinate with the squares of all gradients so far.
 *
 * s ← s + g², p ← p − η/(1 + (t − 1)δ)·g/(√s + ε) at the t-th step.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, adagrad } from '@chainrule/optim';
 * let run = begin(adagrad({ learningRate: 1 }), ndarray(5));
 * for (let i = 0; i < 100; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function adagrad({
  learningRate = 0.01,
  learningRateDecay = 0,
  initialAccumulatorValue = 0,
  epsilon = 1e-10,
  ...gradients
}: AdagradOptions = {}): Optimizer<AdagradState> & Plugin<'optimizer', 'adagrad'> {
  const rate = rateOf('adagrad', learningRate);
  checkOptions('adagrad', {
    learningRateDecay: [learningRateDecay, notNegative],
    initialAccumulatorValue: [initialAccumulatorValue, notNegative],
    epsilon: [epsilon, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('adagrad', {
    gradients,
    keeps: { sum: (p) => p.fill(initialAccumulatorValue) },
    hyper: (step) => ({ negativeRate: -rate(step) / (1 + step * learningRateDecay) }),
    step({ g }, before, { negativeRate }) {
      const sum = before.sum.add(g.mul(g));
      return { update: g.mul(negativeRate).div(sum.sqrt().add(epsilon)), sum };
    },
  });
}
