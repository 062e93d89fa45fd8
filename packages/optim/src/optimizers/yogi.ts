import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `yogi`, with their defaults. */
export interface YogiOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the mean square moves. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 0.001. */
  readonly epsilon?: number;
  /** m and v before the first step. Default 1e-6. */
  readonly initialAccumulatorValue?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** What `yogi` keeps between steps. */
export interface YogiState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
}

/**
 * Yogi: Adam whose mean square moves by steps that do not depend on its own size.
 *
 * m ← β₁m + (1 − β₁)g, v ← v − (1 − β₂)sign(v − g²)g², p ← p − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
 *
 * Conventions and defaults are optax's; m and v begin at the initial accumulator value. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Zaheer et al., Adaptive methods for nonconvex optimization, 2018.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, yogi } from '@chainrule/optim';
 * let run = begin(yogi({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 400; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function yogi({
  learningRate = 0.01,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 0.001,
  initialAccumulatorValue = 1e-6,
  maximize = false,
}: YogiOptions = {}): Optimizer<YogiState> & Plugin<'optimizer', 'yogi'> {
  const rate = rateOf('yogi', learningRate);
  checkOptions('yogi', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    initialAccumulatorValue: [initialAccumulatorValue, notNegative],
  });
  const start = (p: Value): Value => p.fill(initialAccumulatorValue);
  return leafwise('yogi', {
    gradients: { maximize },
    keeps: { mean: start, square: start },
    hyper: (step) => ({ negativeRate: -rate(step) / (1 - beta1 ** (step + 1)), rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)) }),
    step({ g }, before, { negativeRate, rootCorrection }) {
      const mean = average(beta1, before.mean, g);
      const now = g.mul(g);
      const square = before.square.sub(
        before.square
          .sub(now)
          .sign()
          .mul(now)
          .mul(1 - beta2),
      );
      return { update: mean.mul(negativeRate).div(square.sqrt().mul(rootCorrection).add(epsilon)), mean, square };
    },
  });
}
