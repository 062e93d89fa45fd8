import { ChainruleError, definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, notNegative } from './check-options.js';
import { effectiveGradients, type GradientOptions } from './effective-gradients.js';
import { rateOf, type LearningRate } from './learning-rate.js';
import type { Optimizer } from './optimizer.js';
import { zerosLike } from './zeros-like.js';
import { zipTrees } from './zip-trees.js';

export interface SgdOptions extends GradientOptions {
  readonly learningRate: LearningRate;
  /** μ: how much of the last velocity is kept. Default 0. */
  readonly momentum?: number;
  /** τ: how much of the gradient the velocity does not take up, after the first step. Default 0. */
  readonly dampening?: number;
  /** Look ahead along the velocity. Default false. */
  readonly nesterov?: boolean;
}

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
  ...rest
}: SgdOptions): Optimizer<SgdState> & Plugin<'optimizer', 'sgd'> {
  const rate = rateOf('sgd', learningRate);
  checkOptions('sgd', {
    momentum: [momentum, notNegative],
    weightDecay: [rest.weightDecay ?? 0, notNegative],
    dampening: [dampening, { least: -Infinity }],
  });
  if (nesterov && (momentum === 0 || dampening !== 0))
    throw new ChainruleError('argument', "Nesterov's look ahead needs momentum, and no dampening", {
      operation: 'sgd',
      hint: 'for example momentum: 0.9, dampening: 0',
    });

  return definePlugin('optimizer', 'sgd', {
    init: (params) => (momentum === 0 ? {} : { velocity: zerosLike(params) }),
    hyper: (step) => ({ negativeRate: -rate(step), intake: step === 0 ? 1 : 1 - dampening }),
    update(grads, { velocity }, params, { hyper }) {
      const { negativeRate, intake } = hyper as Record<'negativeRate' | 'intake', Value | number>;
      const g = effectiveGradients('sgd', grads, params, rest);
      const along = (direction: Tree<Value>): Tree<Value> => zipTrees('sgd', (d) => d.mul(negativeRate), direction);
      if (velocity === undefined) return { updates: along(g), state: {} };
      const v = zipTrees('sgd', (gradient, before) => before.mul(momentum).add(gradient.mul(intake)), g, velocity);
      return {
        updates: along(nesterov ? zipTrees('sgd', (gradient, ahead) => gradient.add(ahead.mul(momentum)), g, v) : v),
        state: { velocity: v },
      };
    },
  } satisfies Optimizer<SgdState>);
}
