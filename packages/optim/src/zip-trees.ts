import { flatten, unflatten, type Tree, type Value } from '@chainrule/core';
import { leavesLike } from './leaves-like.js';

/**
 * A tree like the first, its leaves made from the leaves of all of them.
 *
 * Throws `argument`, naming the path, when `grads`, a state or updates do not have the structure of the parameters.
 */
export function zipTrees<P extends Tree<Value>>(
  operation: string,
  f: (...leaves: Value[]) => Value,
  first: P,
  ...rest: readonly Tree<Value>[]
): P {
  const { leaves, structure } = flatten<Value>(first);
  const others = rest.map((tree) => leavesLike(first, tree, { operation }));
  return unflatten<P>(
    structure,
    leaves.map((leaf, i) => f(leaf, ...others.map((each) => each[i]!))),
  );
}
