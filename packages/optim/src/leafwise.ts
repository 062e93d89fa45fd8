import { definePlugin, flatten, mapTree, unflatten, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkState } from './check-state.js';
import { effectiveGradients, type GradientOptions } from './effective-gradients.js';
import { leavesLike } from './leaves-like.js';
import type { Optimizer } from './optimizer.js';

/** What an optimizer keeps of each parameter, by name: a mean of its gradients, for example. */
export type Kept = Readonly<Partial<Record<string, Value>>>;

/** The state of an optimizer that treats each parameter by itself: for each thing it keeps, a tree like the parameters. */
export type LeafState<K> = { readonly [Name in keyof K]: Tree<Value> };

/** An optimizer that treats each parameter by itself. */
export interface LeafRule<K, H extends string> {
  /** What is kept of each parameter, and what it is before the first step. */
  readonly keeps: { readonly [Name in keyof K]: (p: Value) => K[Name] };
  /** The scalars of a step, 0 for the first. */
  readonly hyper: (step: number) => Readonly<Record<H, number>>;
  /** From gradient, parameter and what was kept: what to add to the parameter, and what to keep. */
  readonly step: (
    leaf: { readonly g: Value; readonly p: Value },
    before: K,
    hyper: Readonly<Record<H, Value | number>>,
  ) => { readonly update: Value } & K;
  /** Weight decay and sign of the gradients that `step` is given. */
  readonly gradients?: GradientOptions;
  /** The parameters to judge by. */
  readonly evalParams?: (state: LeafState<K>, params: Tree<Value>) => Tree<Value>;
}

/**
 * An optimizer from what it does to one parameter: the loop over the tree, state by path, and the checks of gradients and state.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, leafwise } from '@chainrule/optim';
 * const signDescent = leafwise('signDescent', {
 *   keeps: {},
 *   hyper: (step) => ({ rate: -(0.5 ** step) }),
 *   step: ({ g }, _, { rate }) => ({ update: g.sign().mul(rate) }),
 * });
 * advance(begin(signDescent, ndarray([3, -3])), ndarray([7, -0.1])).params.toString(); // → '[2, -2]'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function leafwise<const N extends string, K extends Kept, H extends string>(
  name: N,
  { keeps, hyper, step, gradients, evalParams }: LeafRule<K, H>,
): Optimizer<LeafState<K>> & Plugin<'optimizer', N> {
  const kept = Object.keys(keeps);
  const perKept = <T>(f: (part: string) => T): Readonly<Record<string, T>> => Object.fromEntries(kept.map((part) => [part, f(part)]));
  return definePlugin('optimizer', name, {
    init: (params) =>
      perKept((part) => mapTree<Tree<Value>, Value, Value>(params, keeps[part as keyof K] as (p: Value) => Value)) as LeafState<K>,
    hyper,
    update(grads, state, params, context) {
      checkState(name, state, kept);
      const { leaves, structure } = flatten<Value>(params);
      const g = flatten<Value>(effectiveGradients(name, grads, params, gradients)).leaves;
      const before = perKept((part) => leavesLike(params, state[part as keyof K], { operation: name, leaf: part }));
      const results = leaves.map((p, i) =>
        step({ g: g[i]!, p }, perKept((part) => before[part]![i]!) as K, context.hyper as Record<H, Value | number>),
      );
      const collect = (part: string): Tree<Value> =>
        unflatten(
          structure,
          results.map((result) => (result as Readonly<Record<string, Value>>)[part]!),
        );
      return { updates: collect('update'), state: perKept(collect) as LeafState<K> };
    },
    ...(evalParams && { evalParams }),
  } satisfies Optimizer<LeafState<K>>);
}

/**
 * What is kept begins at zero.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { zeros } from '@chainrule/optim';
 * zeros(ndarray([1, 2])).toString(); // → '[0, 0]'
 * ```
 */
export const zeros = (p: Value): Value => p.fill(0);

/**
 * keep·old + (1 − keep)·now: the running average of what is new.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { average } from '@chainrule/optim';
 * average(0.9, ndarray([1]), ndarray([2])).toString(); // → '[1.1]'
 * ```
 */
export const average = (keep: number, old: Value, now: Value): Value => old.mul(keep).add(now.mul(1 - keep));
