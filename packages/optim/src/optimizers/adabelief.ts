import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `adabelief`, with their defaults. */
export interface AdabeliefOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared surprise is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-16. */
  readonly epsilon?: number;
  /** ε₀, added to s at each step. Default 1e-16. */
  readonly epsilonRoot?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `adabelief` keeps between steps. */
export interface AdabeliefState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** s, a tree like the parameters. */
  readonly surprise: Tree<Value>;
}

/**
 * AdaBelief: Adam that divides by how far gradients are from what was expected.
 *
 * m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)(g − m)² + ε₀, p ← p − η·m̂/(√ŝ + ε) with m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ).
 *
 * Conventions and defaults are optax's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, 2020.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adabelief, advance, begin } from '@chainrule/optim';
 * let run = begin(adabelief({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 400; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function adabelief({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-16,
  epsilonRoot = 1e-16,
  maximize = false,
}: AdabeliefOptions = {}): Optimizer<AdabeliefState> & Plugin<'optimizer', 'adabelief'> {
  const rate = rateOf('adabelief', learningRate);
  checkOptions('adabelief', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    epsilonRoot: [epsilonRoot, notNegative],
  });
  return leafwise('adabelief', {
    gradients: { maximize },
    keeps: { mean: zeros, surprise: zeros },
    hyper: (step) => ({ negativeRate: -rate(step) / (1 - beta1 ** (step + 1)), rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)) }),
    step({ g }, before, { negativeRate, rootCorrection }) {
      const mean = average(beta1, before.mean, g);
      const error = g.sub(mean);
      const surprise = average(beta2, before.surprise, error.mul(error)).add(epsilonRoot);
      return { update: mean.mul(negativeRate).div(surprise.sqrt().mul(rootCorrection).add(epsilon)), mean, surprise };
    },
  });
}
