import { flatten, pathName, paths, unflatten, type Tree, type Value } from '@chainrule/core';
import type { UpdateContext } from '../optimizer.js';
import { leavesLike } from '../leaves-like.js';

/** Some parameters of a tree by path: `{ 'layers.0.w': … }`. */
export type Selection = Readonly<Record<string, Value>>;

export type ByPath = (path: string, parameter: Value) => boolean;

/** The paths of the parameters that are chosen. */
export function chosenPaths(params: Tree<Value>, chosen: ByPath): ReadonlySet<string> {
  const names = paths(params).map(pathName);
  const { leaves } = flatten<Value>(params);
  return new Set(names.filter((name, i) => chosen(name, leaves[i]!)));
}

/** The leaves of a tree like the parameters at these paths. */
export function select(operation: string, params: Tree<Value>, tree: Tree<Value>, chosen: ReadonlySet<string>): Selection {
  const names = paths(params).map(pathName);
  const leaves = leavesLike(params, tree, { operation, leaf: 'gradient' });
  return Object.fromEntries(names.flatMap((name, i) => (chosen.has(name) ? [[name, leaves[i]!] as const] : [])));
}

/** The tree with some of its leaves replaced. */
export function replace<P extends Tree<Value>>(tree: P, selection: Selection): P {
  const { leaves, structure } = flatten<Value>(tree);
  const names = paths(tree).map(pathName);
  return unflatten<P>(
    structure,
    leaves.map((leaf, i) => selection[names[i]!] ?? leaf),
  );
}

/** A step's context for some of the parameters: the loss as a function of those alone. */
export function narrow(operation: string, context: UpdateContext, params: Tree<Value>, chosen: ReadonlySet<string>): UpdateContext {
  const { valueAndGrad } = context;
  if (valueAndGrad === undefined) return context;
  return {
    ...context,
    valueAndGrad(some) {
      const [value, gradient] = valueAndGrad(replace(params, some as Selection));
      return [value, select(operation, params, gradient, chosen)];
    },
  };
}
