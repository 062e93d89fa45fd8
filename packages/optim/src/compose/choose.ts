import { flatten, mapTree, type Tree, type Value } from '@chainrule/core';

/**
 * One of two trees by a flag of the step: at once when it is a number, element by element inside a compiled step,
 * where both are computed. Leaves that are not arrays do not depend on the flag.
 */
export function choose<T extends Tree<Value>>(flag: Value | number, yes: () => T, no: () => T): T {
  if (typeof flag === 'number') return flag === 0 ? no() : yes();
  const others = flatten<Value>(no()).leaves;
  let i = 0;
  return mapTree<T, Value, Value>(yes(), (leaf) => flag.where(leaf, others[i++]!)) as T;
}
