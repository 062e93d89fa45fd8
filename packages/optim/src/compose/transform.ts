import { definePlugin, flatten, unflatten, type Plugin, type Tree, type Value } from '@chainrule/core';
import { effectiveGradients } from '../effective-gradients.js';
import type { Optimizer } from '../optimizer.js';

/** A part of a chain that keeps nothing. */
export type Stateless = Readonly<Record<string, never>>;

/** A part of a chain that changes gradients and keeps nothing: from the gradients and parameters, in the same order, the gradients after it. */
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
