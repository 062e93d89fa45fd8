import { definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions } from '../check-options.js';
import { checkState } from '../check-state.js';
import { choose } from '../compose/choose.js';
import { contextOf, hyperOf } from '../compose/parts.js';
import type { Optimizer } from '../optimizer.js';
import { alongTree, minusTree } from '../tree-algebra.js';
import type { BaseOptimizer } from './sam.js';
import { sgd } from './sgd.js';

/** The options of `lookahead`, with their defaults. */
export type LookaheadOptions<S = unknown> = BaseOptimizer<S> & {
  /** k: after how many steps the slow parameters follow. Default 5. */
  readonly period?: number;
  /** α: how far they follow. Default 0.5. */
  readonly alpha?: number;
};

/** What `lookahead` keeps between steps. */
export interface LookaheadState<S = unknown> {
  readonly fast: S;
  /** φ, a tree like the parameters. */
  readonly slow: Tree<Value>;
}

/**
 * Lookahead: k steps forward, one step back: every k steps the slow parameters follow the fast ones part of the way, φ ← φ + α(p − φ),
 * and the fast ones begin again there, p ← φ.
 *
 * `evalParams` gives the slow parameters. Throws `argument` for options out of range.
 * Zhang, Lucas, Hinton and Ba, Lookahead optimizer: k steps forward, 1 step back, 2019.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, lookahead } from '@chainrule/optim';
 * let run = begin(lookahead({ learningRate: 1, period: 2, alpha: 0.5 }), ndarray(0));
 * run = advance(run, ndarray(-1));
 * run.params.item(); // → 1
 * advance(run, ndarray(-1)).params.item(); // → 1
 * ```
 */
export function lookahead<S = unknown>({
  period = 5,
  alpha = 0.5,
  ...base
}: LookaheadOptions<S>): Optimizer<LookaheadState<S>> & Plugin<'optimizer', 'lookahead'> {
  checkOptions('lookahead', { period: [period, { least: 1 }], alpha: [alpha, { least: 0, open: true, below: 1 + Number.EPSILON }] });
  const optimizer = base.optimizer ?? (sgd({ learningRate: base.learningRate }) as unknown as Optimizer<S>);
  return definePlugin('optimizer', 'lookahead', {
    init: (params) => ({ fast: optimizer.init(params), slow: params }),
    hyper: (step) => ({ follow: (step + 1) % period === 0 ? 1 : 0, ...hyperOf({ fast: optimizer }, step) }),
    update(grads, state, params, context) {
      checkState('lookahead', state, ['fast', 'slow']);
      const fast = optimizer.update(grads, state.fast, params, contextOf(context, 'fast'));
      const follow = context.hyper['follow']!;
      const ahead = alongTree(params, 1, fast.updates);
      const slow = choose(
        follow,
        () => alongTree(state.slow, alpha, minusTree(ahead, state.slow)),
        () => state.slow,
      );
      const updates = choose<typeof params>(
        follow,
        () => minusTree(slow, params),
        () => fast.updates,
      );
      return { updates, state: { fast: fast.state, slow } };
    },
    evalParams: ({ slow }) => slow,
  } satisfies Optimizer<LookaheadState<S>>);
}
