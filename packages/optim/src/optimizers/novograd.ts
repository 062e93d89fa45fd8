import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `novograd`, with their defaults. */
export interface NovogradOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the last step is kept. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared norm is kept each step. Default 0.25. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-6. */
  readonly epsilon?: number;
  /** λ: λp is added to the step. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `novograd` keeps between steps. */
export interface NovogradState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, one number for each parameter array. */
  readonly square: Tree<Value>;
}

/**
 * NovoGrad: momentum of gradients divided by the size of their whole array.
 *
 * v ← β₂v + (1 − β₂)‖g‖², one number for each array; m ← β₁m + g/(√v + ε) + λp; p ← p − ηm. At first v = ‖g‖².
 *
 * Conventions and defaults are optax's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Ginsburg et al., Stochastic gradient methods with layer-wise adaptive moments, 2019.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, novograd } from '@chainrule/optim';
 * let run = begin(novograd({ learningRate: 0.25, beta1: 0 }), ndarray(5));
 * for (let i = 0; i < 1; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 4.75
 * ```
 */
export function novograd({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.25,
  epsilon = 1e-6,
  weightDecay = 0,
  maximize = false,
}: NovogradOptions = {}): Optimizer<NovogradState> & Plugin<'optimizer', 'novograd'> {
  const rate = rateOf('novograd', learningRate);
  checkOptions('novograd', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [weightDecay, notNegative],
  });
  return leafwise('novograd', {
    gradients: { maximize },
    keeps: { mean: zeros, square: (p) => p.sum().fill(0) },
    hyper: (step) => ({ negativeRate: -rate(step), keep: step === 0 ? 0 : beta2, intake: step === 0 ? 1 : 1 - beta2 }),
    step({ g, p }, before, { negativeRate, keep, intake }) {
      const square = before.square.mul(keep).add(g.mul(g).sum().mul(intake));
      const mean = before.mean.mul(beta1).add(g.div(square.sqrt().add(epsilon)).add(p.mul(weightDecay)));
      return { update: mean.mul(negativeRate), mean, square };
    },
  });
}
