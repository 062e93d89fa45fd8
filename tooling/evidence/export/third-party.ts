import { definePlugin, flatten, unflatten, type Plugin, type Tree, type Value } from '@chainrule/core';
import type { Optimizer } from '@chainrule/optim';

interface Memory {
  readonly last: readonly Value[];
  readonly size: readonly Value[];
}

/** An optimizer that no engine knows, as a third party would write it: a sign step that shrinks where slopes change their sign. */
export function thirdParty(): Optimizer<Memory> & Plugin<'optimizer', 'thirdParty'> {
  return definePlugin('optimizer', 'thirdParty', {
    init(params) {
      const { leaves } = flatten<Value>(params);
      return { last: leaves.map((p) => p.mul(0)), size: leaves.map((p) => p.mul(0).add(0.01)) };
    },
    hyper: (step) => ({ decay: 1 / (1 + 0.1 * step) }),
    update(grads, { last, size }, params, { hyper }) {
      const { leaves, structure } = flatten<Value>(params);
      const slopes = flatten<Value>(grads).leaves;
      const sizes = slopes.map((slope, i) => slope.mul(last[i]!).less(0).where(size[i]!.mul(0.5), size[i]!.mul(1.05)));
      const updates = slopes.map((slope, i) => {
        const sign = slope.div(slope.abs().add(1e-3));
        return sign.mul(sizes[i]!).mul(hyper['decay']!).neg().sub(leaves[i]!.mul(1e-4));
      });
      return { updates: unflatten<Tree<Value>>(structure, updates), state: { last: slopes, size: sizes } };
    },
  } satisfies Optimizer<Memory>);
}
