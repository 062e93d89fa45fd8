import { definePlugin, mapTree, type Plugin, type Tree, type Value } from '@chainrule/core';
import type { Optimizer } from '@chainrule/optim';

type State = Readonly<Record<string, never>>;

/** Steps of one length along the sign of the gradient, each a little shorter than the last: p ← p − η·fᵗ·sign(g). */
export function signDescent({ learningRate = 0.1, factor = 0.99 } = {}): Optimizer<State> & Plugin<'optimizer', 'signDescent'> {
  return definePlugin('optimizer', 'signDescent', {
    init: () => ({}),
    hyper: (step: number) => ({ negativeRate: -learningRate * factor ** step }),
    update: (grads, state, _, { hyper }) => ({
      updates: mapTree<Tree<Value>, Value, Value>(grads, (g) => g.sign().mul(hyper['negativeRate']!)),
      state,
    }),
  } satisfies Optimizer<State>);
}
