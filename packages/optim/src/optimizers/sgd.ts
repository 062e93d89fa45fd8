import { ChainruleError, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `sgd`, with their defaults. */
export interface SgdOptions extends GradientOptions {
  readonly learningRate: LearningRate;
  /** μ: how much of the last velocity is kept. Default 0. */
  readonly momentum?: number;
  /** τ: how much of the gradient the velocity does not take up, after the first step. Default 0. */
  readonly dampening?: number;
  /** Look ahead along the velocity. Default false. */
  readonly nesterov?: boolean;
}

/** What `sgd` keeps between steps. */
export interface SgdState {
  /** v, a tree like the parameters; left out without momentum. */
  readonly velocity?: Tree<Value>;
}

/**
 * Gradient descent, with momentum if wanted: p ← p − η·d with d = g, or d = v, or with Nesterov's look ahead d = g + μv, where
 * v ← μv + (1 − τ)g, and v ← g at the first step.
 *
 * Options and conventions are PyTorch's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep learning, 2013.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, sgd } from '@chainrule/optim';
 * let run = begin(sgd({ learningRate: 0.1, momentum: 0.9 }), ndarray(15));
 * for (let i = 0; i < 200; i++) run = advance(run, run.params.mul(2).sub(6)); // the gradient of x² − 6x + 5
 * run.params.item(); // → 3.000
 * ```
 */
export function sgd({
  learningRate,
  momentum = 0,
  dampening = 0,
  nesterov = false,
  ...gradients
}: SgdOptions): Optimizer<SgdState> & Plugin<'optimizer', 'sgd'> {
  const rate = rateOf('sgd', learningRate);
  checkOptions('sgd', {
    momentum: [momentum, notNegative],
    weightDecay: [gradients.weightDecay ?? 0, notNegative],
    dampening: [dampening, { least: -Infinity }],
  });
  if (nesterov && (momentum === 0 || dampening !== 0))
    throw new ChainruleError('argument', "Nesterov's look ahead needs momentum, and no dampening", {
      operation: 'sgd',
      hint: 'for example momentum: 0.9, dampening: 0',
    });

  return leafwise('sgd', {
    gradients,
    keeps: { ...(momentum !== 0 && { velocity: zeros }) },
    hyper: (step) => ({ negativeRate: -rate(step), intake: step === 0 ? 1 : 1 - dampening }),
    step({ g }, { velocity }: { velocity?: Value }, { negativeRate, intake }) {
      if (velocity === undefined) return { update: g.mul(negativeRate) };
      const v = velocity.mul(momentum).add(g.mul(intake));
      return { update: (nesterov ? g.add(v.mul(momentum)) : v).mul(negativeRate), velocity: v };
    },
  });
}
