import { isChainruleError, type Tree, type Value } from '@chainrule/core';
import type { Optimizer } from './optimizer.js';

/**
 * Whether an optimizer evaluates the loss itself, as often as it needs (`lbfgs`, `sam`, what is made of them): it then asks for `valueAndGrad`, and
 * its step is no fixed program. It is asked for an update at these parameters without it; other errors of that update are thrown on.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adam, evaluatesLoss, lbfgs } from '@chainrule/optim';
 * const params = { w: ndarray([1, 2]) };
 * [evaluatesLoss(adam(), params), evaluatesLoss(lbfgs(), params)]; // → [false, true]
 * ```
 */
export function evaluatesLoss<P extends Tree<Value>>(optimizer: Optimizer, params: P): boolean {
  try {
    optimizer.update(params, optimizer.init(params), params, { step: 0, hyper: optimizer.hyper?.(0) ?? {} });
    return false;
  } catch (error) {
    if (isChainruleError(error) && error.hint?.includes('valueAndGrad')) return true;
    throw error;
  }
}
