import {
  ChainruleError,
  definePlugin,
  didYouMean,
  flatten,
  mapTree,
  pathName,
  paths,
  type Plugin,
  type Tree,
  type Value,
} from '@chainrule/core';
import { checkState } from '../check-state.js';
import type { Optimizer } from '../optimizer.js';
import { contextOf, hyperOf } from './parts.js';
import { chosenPaths, narrow, replace, select } from './select.js';

/**
 * Groups of parameters, each with an optimizer of its own: `group` says by path (`layers.0.weight`) which one a parameter goes by.
 *
 * A state holds the state of each group under its name, by path. Throws `argument`, naming the path, for a group that is not there.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, partition, sgd } from '@chainrule/optim';
 * const groups = { fast: sgd({ learningRate: 1 }), slow: sgd({ learningRate: 0.1 }) };
 * const run = begin(partition(groups, (path) => (path === 'bias' ? 'fast' : 'slow')), { weight: ndarray([0]), bias: ndarray([0]) });
 * const { weight, bias } = advance(run, { weight: ndarray([1]), bias: ndarray([1]) }).params;
 * [weight.item(), bias.item()]; // → [-0.1, -1]
 * ```
 */
export function partition<const G extends string>(
  groups: Readonly<Record<G, Optimizer>>,
  group: (path: string, parameter: Value) => NoInfer<G>,
): Optimizer<Readonly<Record<G, unknown>>> & Plugin<'optimizer', 'partition'> {
  const names = Object.keys(groups) as G[];
  const check = (path: string, parameter: Value): G => {
    const label = group(path, parameter);
    if (names.includes(label)) return label;
    throw new ChainruleError(
      'argument',
      `the parameter "${path}" is to go by the group "${label}", which is not there${didYouMean(label, names)}`,
      {
        operation: 'partition',
        hint: `the groups are ${names.join(', ')}`,
      },
    );
  };
  const membersOf = (params: Tree<Value>): Readonly<Record<G, ReadonlySet<string>>> => {
    const leaves = flatten<Value>(params).leaves;
    const labels = new Map(paths(params).map((path, i) => [pathName(path), check(pathName(path), leaves[i]!)]));
    return byGroup((label) => chosenPaths(params, (path) => labels.get(path) === label));
  };
  const byGroup = <T>(f: (label: G) => T): Readonly<Record<G, T>> =>
    Object.fromEntries(names.map((label) => [label, f(label)])) as Record<G, T>;

  return definePlugin('optimizer', 'partition', {
    init(params) {
      const members = membersOf(params);
      return byGroup((label) => groups[label].init(select('partition', params, params, members[label])));
    },
    hyper: (step) => hyperOf(groups, step),
    update(grads, state, params, context) {
      checkState('partition', state, names);
      const members = membersOf(params);
      const results = byGroup((label) => {
        const [g, p] = [grads, params].map((tree) => select('partition', params, tree, members[label])) as [object, object];
        return groups[label].update(g, state[label], p, contextOf(narrow('partition', context, params, members[label]), label));
      });
      const updates = names.reduce(
        (tree, label) => replace(tree, results[label].updates as Record<string, Value>),
        mapTree<Tree<Value>, Value, Value>(params, (p) => p),
      );
      return { updates, state: byGroup((label) => results[label].state) };
    },
    evalParams(state, params) {
      const members = membersOf(params);
      return names.reduce((tree, label) => {
        const seen = groups[label].evalParams?.(state[label], select('partition', params, params, members[label]));
        return seen === undefined ? tree : replace(tree, seen as Record<string, Value>);
      }, params);
    },
  } satisfies Optimizer<Readonly<Record<G, unknown>>>);
}
