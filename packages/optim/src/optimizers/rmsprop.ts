import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `rmsprop`, with their defaults. */
export interface RmspropOptions extends GradientOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** α: how much of the mean square is kept each step. Default 0.99. */
  readonly alpha?: number;
  /** μ: how much of the last step is kept. Default 0. */
  readonly momentum?: number;
  /** Divide by the deviation of the gradient instead of its size. Default false. */
  readonly centered?: boolean;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
}

/** What `rmsprop` keeps between steps. */
export interface RmspropState {
  /** s, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** ḡ, when centered. */
  readonly mean?: Tree<Value>;
  /** b, with momentum. */
  readonly velocity?: Tree<Value>;
}

/**
 * RMSprop: the gradient over its root mean square.
 *
 * s ← αs + (1 − α)g², p ← p − η·g/(√s + ε). Centered, the mean gradient's square is taken off: √(s − ḡ²). With momentum,
 * b ← μb + g/(√s + ε), p ← p − η·b.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Tieleman and Hinton, Lecture 6.5 of Neural Networks for Machine Learning, 2012; centered: Graves, 2013.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, rmsprop } from '@chainrule/optim';
 * let run = begin(rmsprop({ learningRate: 0.01 }), ndarray(5));
 * for (let i = 0; i < 400; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function rmsprop({
  learningRate = 0.01,
  alpha = 0.99,
  momentum = 0,
  centered = false,
  epsilon = 1e-8,
  ...gradients
}: RmspropOptions = {}): Optimizer<RmspropState> & Plugin<'optimizer', 'rmsprop'> {
  const rate = rateOf('rmsprop', learningRate);
  checkOptions('rmsprop', {
    alpha: [alpha, notNegative],
    momentum: [momentum, notNegative],
    epsilon: [epsilon, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('rmsprop', {
    gradients,
    keeps: { square: zeros, ...(centered && { mean: zeros }), ...(momentum > 0 && { velocity: zeros }) },
    hyper: (step) => ({ negativeRate: -rate(step) }),
    step({ g }, before: { square: Value; mean?: Value; velocity?: Value }, { negativeRate }) {
      const square = average(alpha, before.square, g.mul(g));
      const mean = before.mean && average(alpha, before.mean, g);
      // A variance; rounding may leave it just below zero.
      const spread = mean ? square.sub(mean.mul(mean)).maximum(0) : square;
      const scaled = g.div(spread.sqrt().add(epsilon));
      const velocity = before.velocity?.mul(momentum).add(scaled);
      return { update: (velocity ?? scaled).mul(negativeRate), square, ...(mean && { mean }), ...(velocity && { velocity }) };
    },
  });
}
