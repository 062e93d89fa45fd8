import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `adan`, with their defaults. */
export interface AdanOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.98. */
  readonly beta1?: number;
  /** How much of the mean change is kept each step. Default 0.92. */
  readonly beta2?: number;
  /** How much of the mean square is kept each step. Default 0.99. */
  readonly beta3?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** ε₀, inside of the root. Default 0. */
  readonly epsilonRoot?: number;
  /** λ of decoupled weight decay: −ηλp is added to the update. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `adan` keeps between steps. */
export interface AdanState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly change: Tree<Value>;
  /** n, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** g₋, the last gradient. */
  readonly previous: Tree<Value>;
}

/**
 * Adan: Adam with Nesterov's look ahead estimated from the change of the gradient.
 *
 * With d = g − g₋ (0 at first): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)d, n ← β₃n + (1 − β₃)(g + (1 − β₂)d)²,
 * p ← p − η((m̂ + (1 − β₂)v̂)/(√(n̂ + ε₀) + ε) + λp), each with its bias corrected.
 *
 * Conventions are optax's; its betas are 1 minus those of the paper. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Xie et al., Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models, 2022.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adan, advance, begin } from '@chainrule/optim';
 * let run = begin(adan({ learningRate: 0.05 }), ndarray(5));
 * for (let i = 0; i < 800; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function adan({
  learningRate = 0.001,
  beta1 = 0.98,
  beta2 = 0.92,
  beta3 = 0.99,
  epsilon = 1e-8,
  epsilonRoot = 0,
  weightDecay = 0,
  maximize = false,
}: AdanOptions = {}): Optimizer<AdanState> & Plugin<'optimizer', 'adan'> {
  const rate = rateOf('adan', learningRate);
  checkOptions('adan', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    beta3: [beta3, fraction],
    epsilon: [epsilon, notNegative],
    epsilonRoot: [epsilonRoot, notNegative],
    weightDecay: [weightDecay, notNegative],
  });
  return leafwise('adan', {
    gradients: { maximize },
    keeps: { mean: zeros, change: zeros, square: zeros, previous: zeros },
    hyper: (step) => ({
      negativeRate: -rate(step),
      known: step === 0 ? 0 : 1,
      meanCorrection: 1 / (1 - beta1 ** (step + 1)),
      changeCorrection: (1 - beta2) / (1 - beta2 ** (step + 1)),
      squareCorrection: 1 / (1 - beta3 ** (step + 1)),
    }),
    step({ g, p }, before, { negativeRate, known, meanCorrection, changeCorrection, squareCorrection }) {
      const difference = g.sub(before.previous).mul(known);
      const mean = average(beta1, before.mean, g);
      const change = average(beta2, before.change, difference);
      const ahead = g.add(difference.mul(1 - beta2));
      const square = average(beta3, before.square, ahead.mul(ahead));
      const direction = mean
        .mul(meanCorrection)
        .add(change.mul(changeCorrection))
        .div(square.mul(squareCorrection).add(epsilonRoot).sqrt().add(epsilon));
      return { update: direction.add(p.mul(weightDecay)).mul(negativeRate), mean, change, square, previous: g };
    },
  });
}
