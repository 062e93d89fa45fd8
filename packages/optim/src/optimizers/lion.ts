import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `lion`, with their defaults. */
export interface LionOptions {
  /** Default 1e-4. */
  readonly learningRate?: LearningRate;
  /** How much of the mean enters the step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean is kept each step. Default 0.99. */
  readonly beta2?: number;
  /** λ of decoupled weight decay: −ηλp is added to the update. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `lion` keeps between steps. */
export interface LionState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
}

/**
 * Lion: the sign of a running mean, so that every coordinate steps by η.
 *
 * p ← p − η(sign(β₁m + (1 − β₁)g) + λp), then m ← β₂m + (1 − β₂)g.
 *
 * Conventions are optax's; no weight decay unless it is asked for. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Chen et al., Symbolic discovery of optimization algorithms, 2023.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, lion } from '@chainrule/optim';
 * let run = begin(lion({ learningRate: 0.125 }), ndarray([5, 2]));
 * for (let i = 0; i < 1; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.toString(); // → '[4.875, 2.125]'
 * ```
 */
export function lion({
  learningRate = 1e-4,
  beta1 = 0.9,
  beta2 = 0.99,
  weightDecay = 0,
  maximize = false,
}: LionOptions = {}): Optimizer<LionState> & Plugin<'optimizer', 'lion'> {
  const rate = rateOf('lion', learningRate);
  checkOptions('lion', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    weightDecay: [weightDecay, notNegative],
  });
  return leafwise('lion', {
    gradients: { maximize },
    keeps: { mean: zeros },
    hyper: (step) => ({ negativeRate: -rate(step) }),
    step({ g, p }, { mean }, { negativeRate }) {
      const sign = average(beta1, mean, g).sign();
      const direction = weightDecay === 0 ? sign : sign.add(p.mul(weightDecay));
      return { update: direction.mul(negativeRate), mean: average(beta2, mean, g) };
    },
  });
}
