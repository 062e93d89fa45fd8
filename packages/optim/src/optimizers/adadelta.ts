import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `adadelta`, with their defaults. */
export interface AdadeltaOptions extends GradientOptions {
  /** Default 1. */
  readonly learningRate?: LearningRate;
  /** ρ: how much of the mean squares is kept each step. Default 0.9. */
  readonly rho?: number;
  /** ε, inside of both roots. Default 1e-6. */
  readonly epsilon?: number;
}

/** What `adadelta` keeps between steps. */
export interface AdadeltaState {
  /** s, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** u, a tree like the parameters. */
  readonly updateSquare: Tree<Value>;
}

/**
 * Adadelta: steps in the units of the parameters, without a rate to choose.
 *
 * s ← ρs + (1 − ρ)g², d = √(u + ε)/√(s + ε)·g, u ← ρu + (1 − ρ)d², p ← p − η·d.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Zeiler, ADADELTA: an adaptive learning rate method, 2012.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, adadelta } from '@chainrule/optim';
 * let run = begin(adadelta({ epsilon: 0.001 }), ndarray(5));
 * for (let i = 0; i < 200; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function adadelta({ learningRate = 1, rho = 0.9, epsilon = 1e-6, ...gradients }: AdadeltaOptions = {}): Optimizer<AdadeltaState> &
  Plugin<'optimizer', 'adadelta'> {
  const rate = rateOf('adadelta', learningRate);
  checkOptions('adadelta', {
    rho: [rho, { least: 0, below: 1 + Number.EPSILON }],
    epsilon: [epsilon, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('adadelta', {
    gradients,
    keeps: { square: zeros, updateSquare: zeros },
    hyper: (step) => ({ negativeRate: -rate(step) }),
    step({ g }, before, { negativeRate }) {
      const square = average(rho, before.square, g.mul(g));
      const direction = before.updateSquare.add(epsilon).sqrt().div(square.add(epsilon).sqrt()).mul(g);
      return { update: direction.mul(negativeRate), square, updateSquare: average(rho, before.updateSquare, direction.mul(direction)) };
    },
  });
}
