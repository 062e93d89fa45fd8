import { definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { checkState } from '../check-state.js';
import type { Optimizer } from '../optimizer.js';
import { alongTree } from '../tree-algebra.js';
import { zipTrees } from '../zip-trees.js';
import { contextOf, hyperOf } from './parts.js';

/** What `averaging` keeps between steps. */
export interface AveragingState<S> {
  /** The average of the parameters, a tree like them. */
  readonly average: Tree<Value>;
  readonly inner: S;
}

/**
 * The exponential moving average of the parameters that an optimizer goes through, as those to judge by (`evalParams`):
 * a ← decay·a + (1 − decay)·p after each step, and a = p after the first.
 *
 * Source: B. Polyak and A. Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control Optim. 30 (1992), with decaying
 * weights.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, ema, sgd } from '@chainrule/optim';
 * let run = begin(ema(sgd({ learningRate: 1 }), { decay: 0.5 }), ndarray(0));
 * run = advance(advance(run, ndarray(-1)), ndarray(-1)); // through 1 to 2
 * run.optimizer.evalParams?.(run.state, run.params).toString(); // → '1.5'
 * ```
 */
export function ema<S>(
  optimizer: Optimizer<S>,
  { decay = 0.999 }: { readonly decay?: number } = {},
): Optimizer<AveragingState<S>> & Plugin<'optimizer', 'ema'> {
  checkOptions('ema', { decay: [decay, fraction] });
  return averaged('ema', optimizer, (step) => (step === 0 ? 1 : 1 - decay));
}

/** The options of `averaging`, with their defaults. */
export interface AveragingOptions {
  /** The first step after which parameters count, 0 for all. Default 0. */
  readonly from?: number;
  /** How many steps lie between parameters that count. Default 1. */
  readonly every?: number;
}

/**
 * The plain mean of the parameters that an optimizer goes through, as those to judge by (`evalParams`).
 * Izmailov et al., Averaging weights leads to wider optima and better generalization, 2018.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, averaging, begin, sgd } from '@chainrule/optim';
 * let run = begin(averaging(sgd({ learningRate: 1 })), ndarray(0));
 * for (let i = 0; i < 3; i++) run = advance(run, ndarray(-1)); // 1, 2, 3
 * run.optimizer.evalParams?.(run.state, run.params).toString(); // → '2'
 * ```
 */
export function averaging<S>(
  optimizer: Optimizer<S>,
  { from = 0, every = 1 }: AveragingOptions = {},
): Optimizer<AveragingState<S>> & Plugin<'optimizer', 'averaging'> {
  checkOptions('averaging', { from: [from, notNegative], every: [every, { least: 1 }] });
  return averaged('averaging', optimizer, (step) => {
    if (step <= from) return 1;
    return (step - from) % every === 0 ? 1 / ((step - from) / every + 1) : 0;
  });
}

/** The average moves by a share of its distance to the new parameters. */
function averaged<S, const N extends string>(
  name: N,
  optimizer: Optimizer<S>,
  share: (step: number) => number,
): Optimizer<AveragingState<S>> & Plugin<'optimizer', N> {
  return definePlugin('optimizer', name, {
    init: (params) => ({ average: params, inner: optimizer.init(params) }),
    hyper: (step) => ({ keep: 1 - share(step), share: share(step), ...hyperOf({ inner: optimizer }, step) }),
    update(grads, state, params, context) {
      checkState(name, state, ['average', 'inner']);
      const { updates, state: inner } = optimizer.update(grads, state.inner, params, contextOf(context, 'inner'));
      const { keep, share: part } = context.hyper as Record<'keep' | 'share', Value | number>;
      const average = zipTrees(name, (a, p) => a.mul(keep).add(p.mul(part)), state.average, alongTree(params, 1, updates));
      return { updates, state: { average, inner } };
    },
    evalParams: ({ average }) => average,
  } satisfies Optimizer<AveragingState<S>>);
}
