import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `nadam`, with their defaults. */
export interface NadamOptions extends GradientOptions {
  /** Default 0.002. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** ψ: how fast the momentum grows to its full size. Default 0.004. */
  readonly momentumDecay?: number;
  /**
   * How the mean's bias is corrected: by Πₜ₊₁ as in the paper and in PyTorch since 2.0, or by Πₜμₜμₜ₊₁ as in PyTorch 1.10 to 1.13,
   * which recorded runs follow: steps of about 0.7 % less. Default `'pytorch-1.13'`.
   */
  readonly momentumCorrection?: 'paper' | 'pytorch-1.13';
}

/** What `nadam` keeps between steps. */
export interface NadamState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
}

/**
 * NAdam: Adam with Nesterov's look ahead.
 *
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², μₜ = β₁(1 − 0.96^(tψ)/2), Πₜ = μ₁⋯μₜ,
 * p ← p − η·((1 − μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m)/(√v̂ + ε) with v̂ = v/(1 − β₂ᵗ) at the t-th step.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Dozat, Incorporating Nesterov momentum into Adam, 2016.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, nadam } from '@chainrule/optim';
 * let run = begin(nadam({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 300; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function nadam({
  learningRate = 0.002,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  momentumDecay = 0.004,
  momentumCorrection = 'pytorch-1.13',
  ...gradients
}: NadamOptions = {}): Optimizer<NadamState> & Plugin<'optimizer', 'nadam'> {
  const rate = rateOf('nadam', learningRate);
  checkOptions('nadam', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    momentumDecay: [momentumDecay, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
  });
  const momentum = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
  const productUpTo = runningProduct(momentum);
  return leafwise('nadam', {
    gradients,
    keeps: { mean: zeros, square: zeros },
    hyper(step) {
      const t = step + 1;
      const [now, next] = [momentum(t), momentum(t + 1)];
      const product = productUpTo(t);
      const nextProduct = product * next * (momentumCorrection === 'paper' ? 1 : now);
      return {
        gradientRate: (-rate(step) * (1 - now)) / (1 - product),
        meanRate: (-rate(step) * next) / (1 - nextProduct),
        rootCorrection: 1 / Math.sqrt(1 - beta2 ** t),
      };
    },
    step({ g }, before, { gradientRate, meanRate, rootCorrection }) {
      const mean = average(beta1, before.mean, g);
      const square = average(beta2, before.square, g.mul(g));
      const update = g.mul(gradientRate).add(mean.mul(meanRate)).div(square.sqrt().mul(rootCorrection).add(epsilon));
      return { update, mean, square };
    },
  });
}

/** f(1)⋯f(t), going on from where it was asked last. */
function runningProduct(f: (t: number) => number): (t: number) => number {
  let [at, product] = [0, 1];
  return (t) => {
    if (t < at) [at, product] = [0, 1];
    while (at < t) product *= f(++at);
    return product;
  };
}
