import type { Tree, Value } from '@chainrule/core';
import { zipTrees } from './zip-trees.js';

/**
 * The parameters after an update: params + updates, leaf by leaf.
 *
 * Throws `argument`, naming the path, when the trees differ.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { applyUpdates } from '@chainrule/optim';
 * applyUpdates({ w: ndarray([1, 2]) }, { w: ndarray([10, -2]) }).w.toString(); // → '[11, 0]'
 * ```
 */
export function applyUpdates<P extends Tree<Value>>(params: P, updates: Tree<Value>): P {
  return zipTrees('applyUpdates', (p, u) => p.add(u), params, updates);
}
