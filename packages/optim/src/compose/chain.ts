import { ChainruleError, definePlugin, type Plugin } from '@chainrule/core';
import type { Optimizer } from '../optimizer.js';
import { contextOf, hyperOf, type Parts } from './parts.js';

/**
 * One after the other: what the first makes of the gradients is the gradient of the second, and so on; the last gives the updates.
 *
 * The parts before the last change gradients (`clipByGlobalNorm`, `adaptiveClip`, any function of yours in the same form).
 * A state is the list of the parts' states. Parts that evaluate the loss themselves see it as it is, not through the parts before them.
 * Throws `argument` for no parts.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, chain, clipByGlobalNorm, sgd } from '@chainrule/optim';
 * const run = begin(chain(clipByGlobalNorm({ max: 1 }), sgd({ learningRate: 1 })), ndarray([0, 0]));
 * advance(run, ndarray([30, -40])).params.toString(); // → '[-0.6, 0.8]'
 * ```
 */
export function chain(...optimizers: readonly Optimizer[]): Optimizer<readonly unknown[]> & Plugin<'optimizer', 'chain'> {
  if (optimizers.length === 0)
    throw new ChainruleError('argument', 'there is nothing to chain', { operation: 'chain', hint: 'give at least one optimizer' });
  const parts: Parts = Object.fromEntries(optimizers.map((part, i) => [String(i), part]));
  return definePlugin('optimizer', 'chain', {
    init: (params) => optimizers.map((part) => part.init(params)),
    hyper: (step) => hyperOf(parts, step),
    update(grads, state, params, context) {
      if (!Array.isArray(state) || state.length !== optimizers.length)
        throw new ChainruleError('argument', `the state is not one of a chain of ${optimizers.length}`, { operation: 'chain' });
      const after: unknown[] = [];
      let updates = grads;
      optimizers.forEach((part, i) => {
        const result = part.update(updates, state[i], params, contextOf(context, String(i)));
        updates = result.updates;
        after.push(result.state);
      });
      return { updates, state: after };
    },
    evalParams: (state, params) => optimizers.reduce((seen, part, i) => part.evalParams?.(state[i], seen) ?? seen, params),
  } satisfies Optimizer<readonly unknown[]>);
}
