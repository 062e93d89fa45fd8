import { definePlugin, flatten, mapTree, unflatten, type Plugin, type Tree, type Value } from '@chainrule/core';
import type { Optimizer } from '../optimizer.js';
import { leavesLike } from '../leaves-like.js';
import { chosenPaths, narrow, replace, select, type ByPath } from './select.js';

/** The options of `masked`, with their defaults. */
export interface MaskOptions {
  /** Which parameters the optimizer is for, by path (`layers.0.weight`). */
  readonly where: ByPath;
  /**
   * What becomes of the others: they stay as they are (`'frozen'`, for an optimizer), or their gradients are passed on unchanged
   * (`'passed'`, for a part of a chain). There is no default: each would be wrong half of the time.
   */
  readonly others: 'frozen' | 'passed';
}

/**
 * An optimizer for some of the parameters.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, masked, sgd } from '@chainrule/optim';
 * const run = begin(masked(sgd({ learningRate: 1 }), { where: (path) => path === 'head', others: 'frozen' }), { body: ndarray([0]), head: ndarray([0]) });
 * const { body, head } = advance(run, { body: ndarray([1]), head: ndarray([1]) }).params;
 * [body.item(), head.item()]; // → [0, -1]
 * ```
 */
export function masked<S>(optimizer: Optimizer<S>, { where, others }: MaskOptions): Optimizer<S> & Plugin<'optimizer', 'masked'> {
  return definePlugin('optimizer', 'masked', {
    init: (params) => optimizer.init(select('masked', params, params, chosenPaths(params, where))),
    ...(optimizer.hyper && { hyper: optimizer.hyper }),
    update(grads, state, params, context) {
      const chosen = chosenPaths(params, where);
      const [g, p] = [grads, params].map((tree) => select('masked', params, tree, chosen)) as [object, object];
      const result = optimizer.update(g, state, p, narrow('masked', context, params, chosen));
      const rest: Tree<Value> =
        others === 'frozen'
          ? mapTree<Tree<Value>, Value, Value>(params, (leaf) => leaf.fill(0))
          : unflatten(flatten<Value>(params).structure, leavesLike(params, grads, { operation: 'masked', leaf: 'gradient' }));
      return { updates: replace(rest, result.updates as Record<string, Value>), state: result.state };
    },
    evalParams(state, params) {
      const seen = optimizer.evalParams?.(state, select('masked', params, params, chosenPaths(params, where)));
      return seen === undefined ? params : replace(params, seen as Record<string, Value>);
    },
  } satisfies Optimizer<S>);
}
