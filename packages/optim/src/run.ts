import type { Tree, Value } from '@chainrule/core';
import { applyUpdates } from './apply-updates.js';
import type { Optimizer, UpdateContext } from './optimizer.js';

/** Where a run of an optimizer is: all that is needed to go on. */
export interface Run<P extends Tree<Value>, S = unknown> {
  readonly optimizer: Optimizer<S>;
  readonly params: P;
  readonly state: S;
  /** How many steps were taken. */
  readonly step: number;
}

/**
 * A run of an optimizer before its first step.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, sgd } from '@chainrule/optim';
 * const run = begin(sgd({ learningRate: 0.5 }), { w: ndarray([1, 2]) });
 * advance(run, { w: ndarray([2, 2]) }).params.w.toString(); // → '[0, 1]'
 * ```
 */
export function begin<P extends Tree<Value>, S>(optimizer: Optimizer<S>, params: P): Run<P, S> {
  return { optimizer, params, state: optimizer.init(params), step: 0 };
}

/**
 * The run after one more step along these gradients. The run given is left as it is.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, sgd } from '@chainrule/optim';
 * let run = begin(sgd({ learningRate: 0.1 }), { x: ndarray([1, 2]) });
 * run = advance(run, { x: ndarray([10, 0]) });
 * run.params.x.toString(); // → '[0, 2]'
 * ```
 */
export function advance<P extends Tree<Value>, S>(
  { optimizer, params, state, step }: Run<P, S>,
  grads: Tree<Value>,
  more: Pick<UpdateContext, 'value' | 'valueAndGrad'> = {},
): Run<P, S> {
  const result = optimizer.update(grads, state, params, { step, hyper: optimizer.hyper?.(step) ?? {}, ...more });
  return { optimizer, params: applyUpdates(params, result.updates), state: result.state, step: step + 1 };
}
