import { definePlugin, flatten, unflatten, type Plugin, type Tree, type Value } from '@chainrule/core';
import { effectiveGradients } from '../effective-gradients.js';
import type { Optimizer } from '../optimizer.js';

/** A part of a chain that keeps nothing. */
export type Stateless = Readonly<Record<string, never>>;

/**
 * A part of a chain that changes gradients and keeps nothing: from the gradients and parameters, in the same order, the gradients after it.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, chain, sgd, transform } from '@chainrule/optim';
 * const halved = transform('halved', (gradients) => gradients.map((g) => g.mul(0.5)));
 * const run = advance(begin(chain(halved, sgd({ learningRate: 1 })), { x: ndarray([1]) }), { x: ndarray([1]) });
 * run.params.x.toString(); // → '[0.5]'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function transform<const N extends string>(
  name: N,
  change: (gradients: readonly Value[], parameters: readonly Value[]) => readonly Value[],
): Optimizer<Stateless> & Plugin<'optimizer', N> {
  return definePlugin('optimizer', name, {
    init: () => ({}),
    update(grads, state, params) {
      const { leaves, structure } = flatten<Value>(params);
      const gradients = flatten<Value>(effectiveGradients(name, grads, params)).leaves;
      return { updates: unflatten<Tree<Value>>(structure, change(gradients, leaves)), state };
    },
  } satisfies Optimizer<Stateless>);
}
