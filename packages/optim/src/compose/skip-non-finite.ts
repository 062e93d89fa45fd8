import { definePlugin, flatten, mapTree, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkState } from '../check-state.js';
import { effectiveGradients } from '../effective-gradients.js';
import type { Optimizer } from '../optimizer.js';
import { scalarLike } from '../tree-algebra.js';
import { contextOf, hyperOf } from './parts.js';

/** What `skipNonFinite` keeps between steps. */
export interface SkipNonFiniteState<S> {
  readonly inner: S;
  /** How many steps were left out, one number. */
  readonly skipped: Value;
  /** How many of the last steps in a row were left out, one number. */
  readonly inARow: Value;
}

/**
 * Leaves out steps whose gradients hold NaN or infinity: nothing moves, the optimizer's state stays, and the step is counted.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, sgd, skipNonFinite } from '@chainrule/optim';
 * const run = begin(skipNonFinite(sgd({ learningRate: 1 })), ndarray([1, 2]));
 * const after = advance(run, ndarray([0, NaN]));
 * after.params.toString(); // → '[1, 2]'
 * after.state.skipped.toString(); // → '1'
 * ```
 */
export function skipNonFinite<S>(optimizer: Optimizer<S>): Optimizer<SkipNonFiniteState<S>> & Plugin<'optimizer', 'skipNonFinite'> {
  return definePlugin('optimizer', 'skipNonFinite', {
    init(params) {
      const none = scalarLike(params, 0, 'skipNonFinite');
      return { inner: optimizer.init(params), skipped: none, inARow: none };
    },
    hyper: (step) => hyperOf({ inner: optimizer }, step),
    update(grads, state, params, context) {
      checkState('skipNonFinite', state, ['inner', 'skipped', 'inARow']);
      const gradients = effectiveGradients('skipNonFinite', grads, params);
      // x·0 is 0 for finite x alone.
      const finite = flatten<Value>(gradients)
        .leaves.map((g) => g.mul(0).sum())
        .reduce((a, b) => a.add(b))
        .equal(0);
      const clean = mapTree<Tree<Value>, Value, Value>(gradients, (g) => finite.where(g, 0));
      const result = optimizer.update(clean, state.inner, params, contextOf(context, 'inner'));
      const updates = mapTree<Tree<Value>, Value, Value>(result.updates, (u) => finite.where(u, 0));
      return {
        updates,
        state: {
          inner: keepUnless(finite, result.state, state.inner),
          skipped: finite.where(state.skipped, state.skipped.add(1)),
          inARow: finite.where(0, state.inARow.add(1)),
        },
      };
    },
    ...(optimizer.evalParams && {
      evalParams: (state: SkipNonFiniteState<S>, params: Tree<Value>) => optimizer.evalParams!(state.inner, params),
    }),
  } satisfies Optimizer<SkipNonFiniteState<S>>);
}

/** The new state where the step counts, else the old. */
function keepUnless<S>(counts: Value, after: S, before: S): S {
  const old = flatten<Value>(before as Tree<Value>).leaves;
  let i = 0;
  return mapTree<Tree<Value>, Value, Value>(after as Tree<Value>, (leaf) => counts.where(leaf, old[i++]!)) as S;
}
