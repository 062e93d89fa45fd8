import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `radam`, with their defaults. */
export interface RadamOptions extends GradientOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
}

/** What `radam` keeps between steps. */
export interface RadamState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
}

/**
 * RAdam: Adam that begins as momentum, and adapts once the mean square can be trusted.
 *
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², ρ∞ = 2/(1 − β₂) − 1, ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ). While ρₜ ≤ 5, p ← p − η·m̂;
 * then p ← p − η·rₜ·m̂·√(1 − β₂ᵗ)/(√v + ε) with rₜ² = (ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ).
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Liu et al., On the variance of the adaptive learning rate and beyond, 2020.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, radam } from '@chainrule/optim';
 * let run = begin(radam({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 300; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function radam({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  ...gradients
}: RadamOptions = {}): Optimizer<RadamState> & Plugin<'optimizer', 'radam'> {
  const rate = rateOf('radam', learningRate);
  checkOptions('radam', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  return leafwise('radam', {
    gradients,
    keeps: { mean: zeros, square: zeros },
    hyper(step) {
      const t = step + 1;
      const negativeRate = -rate(step) / (1 - beta1 ** t);
      const rectification = rectify(beta2, t);
      // One of the two is 0: which kind of step it is depends on t alone.
      return rectification === undefined
        ? { plainRate: negativeRate, adaptiveRate: 0 }
        : { plainRate: 0, adaptiveRate: negativeRate * rectification * Math.sqrt(1 - beta2 ** t) };
    },
    step({ g }, before, { plainRate, adaptiveRate }) {
      const mean = average(beta1, before.mean, g);
      const square = average(beta2, before.square, g.mul(g));
      const update = mean.mul(plainRate).add(mean.mul(adaptiveRate).div(square.sqrt().add(epsilon)));
      return { update, mean, square };
    },
  });
}

/** rₜ, or `undefined` while the mean square rests on too few gradients. */
function rectify(beta2: number, t: number): number | undefined {
  const limit = 2 / (1 - beta2) - 1;
  const length = limit - (2 * t * beta2 ** t) / (1 - beta2 ** t);
  return length > 5 ? Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length)) : undefined;
}
