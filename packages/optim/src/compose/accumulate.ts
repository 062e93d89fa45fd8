import { definePlugin, mapTree, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions } from '../check-options.js';
import { checkState } from '../check-state.js';
import { effectiveGradients } from '../effective-gradients.js';
import type { Optimizer } from '../optimizer.js';
import { alongTree } from '../tree-algebra.js';
import { choose } from './choose.js';
import { contextOf, hyperOf } from './parts.js';

/** What `accumulate` keeps between steps. */
export interface AccumulateState<S> {
  /** The mean of the gradients so far, a tree like the parameters. */
  readonly mean: Tree<Value>;
  readonly inner: S;
}

/**
 * One step of an optimizer for the mean gradient of every `every` batches, as if they were one batch. The steps between change nothing,
 * and the optimizer's schedules count its own steps.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { accumulate, advance, begin, sgd } from '@chainrule/optim';
 * let run = begin(accumulate(sgd({ learningRate: 1 }), { every: 2 }), ndarray(0));
 * run = advance(run, ndarray(1));
 * run.params.item(); // → 0
 * advance(run, ndarray(3)).params.item(); // → -2
 * ```
 */
export function accumulate<S>(
  optimizer: Optimizer<S>,
  { every }: { readonly every: number },
): Optimizer<AccumulateState<S>> & Plugin<'optimizer', 'accumulate'> {
  checkOptions('accumulate', { every: [every, { least: 1 }] });
  const zero = (params: Tree<Value>): Tree<Value> => mapTree<Tree<Value>, Value, Value>(params, (p) => p.fill(0));
  const innerStep = (step: number): number => Math.floor(step / every);
  return definePlugin('optimizer', 'accumulate', {
    init: (params) => ({ mean: zero(params), inner: optimizer.init(params) }),
    hyper: (step) => ({ now: (step + 1) % every === 0 ? 1 : 0, ...hyperOf({ inner: optimizer }, innerStep(step)) }),
    update(grads, state, params, context) {
      checkState('accumulate', state, ['mean', 'inner']);
      const mean = alongTree(state.mean, 1 / every, effectiveGradients('accumulate', grads, params));
      return choose(
        context.hyper['now']!,
        () => {
          const result = optimizer.update(mean, state.inner, params, {
            ...contextOf(context, 'inner'),
            step: innerStep(context.step),
          });
          return { updates: result.updates, state: { mean: zero(params), inner: result.state } };
        },
        () => ({ updates: zero(params), state: { mean, inner: state.inner } }),
      );
    },
    ...(optimizer.evalParams && {
      evalParams: (state: AccumulateState<S>, params: Tree<Value>) => optimizer.evalParams!(state.inner, params),
    }),
  } satisfies Optimizer<AccumulateState<S>>);
}
