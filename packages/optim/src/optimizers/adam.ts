import type { Plugin, Tree, Value } from '@chainrule/core';
import type { GradientOptions } from '../effective-gradients.js';
import type { LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { adaptiveMoments } from './adaptive-moments.js';

/** The options of `adam`, with their defaults. */
export interface AdamOptions extends GradientOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** Divide by the largest mean square so far. Default false. */
  readonly amsgrad?: boolean;
}

/** What `adam` keeps between steps. */
export interface AdamState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** The largest v so far, with amsgrad. */
  readonly largest?: Tree<Value>;
}

/**
 * Adam: steps of about η in every coordinate, whatever the gradient's scale.
 *
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) at the t-th step.
 *
 * Options and conventions are PyTorch's; weight decay is coupled, added to the gradient. Throws `argument` for options out of range,
 * and for gradients that do not match the parameters.
 * Kingma and Ba, Adam: a method for stochastic optimization, 2015; amsgrad: Reddi, Kale and Kumar, 2018.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adam, advance, begin } from '@chainrule/optim';
 * let run = begin(adam({ learningRate: 0.1 }), { x: ndarray([15, -1e6]) });
 * run = advance(run, { x: ndarray([24, -1e-3]) });
 * run.params.x.toString(); // → '[14.9, -999999.9]'
 * ```
 */
export function adam({ weightDecay = 0, ...options }: AdamOptions = {}): Optimizer<AdamState> & Plugin<'optimizer', 'adam'> {
  return adaptiveMoments('adam', options, { weightDecay });
}
