import { definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { alongTree } from '../tree-algebra.js';
import { contextOf, hyperOf } from './parts.js';

/** The options of `decoupledDecay`, with their defaults. */
export interface DecoupledDecayOptions {
  /** η: the decay follows its schedule. */
  readonly learningRate: LearningRate;
  /** λ. */
  readonly weightDecay: number;
}

/**
 * Any optimizer with decoupled weight decay: −ηλp is added to its updates. Its state is the optimizer's own.
 * Loshchilov and Hutter, Decoupled weight decay regularization, 2019.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, decoupledDecay, sgd } from '@chainrule/optim';
 * const run = begin(decoupledDecay(sgd({ learningRate: 1 }), { learningRate: 1, weightDecay: 0.5 }), ndarray(4));
 * advance(run, ndarray(1)).params.item(); // → 1
 * ```
 */
export function decoupledDecay<S>(
  optimizer: Optimizer<S>,
  { learningRate, weightDecay }: DecoupledDecayOptions,
): Optimizer<S> & Plugin<'optimizer', 'decoupledDecay'> {
  const rate = rateOf('decoupledDecay', learningRate);
  checkOptions('decoupledDecay', { weightDecay: [weightDecay, notNegative] });
  return definePlugin('optimizer', 'decoupledDecay', {
    init: (params: Tree<Value>) => optimizer.init(params),
    hyper: (step) => ({ decay: -rate(step) * weightDecay, ...hyperOf({ inner: optimizer }, step) }),
    update(grads, state, params, context) {
      const result = optimizer.update(grads, state, params, contextOf(context, 'inner'));
      return { updates: alongTree(result.updates, context.hyper['decay']!, params), state: result.state };
    },
    ...(optimizer.evalParams && { evalParams: optimizer.evalParams }),
  } satisfies Optimizer<S>);
}
