import { mapTree, type Tree, type Value } from '@chainrule/core';

/** A tree of zeros like the parameters: how running averages begin. */
export const zerosLike = (params: Tree<Value>): Tree<Value> => mapTree<Tree<Value>, Value, Value>(params, (p) => p.fill(0));
