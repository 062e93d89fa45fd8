import { flatten, isFloat, mapTree } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';

/** The tensors in a tree, in the order of its paths. */
export const tensorsIn = (tree: unknown): Tensor[] => flatten<unknown>(tree).leaves as Tensor[];

/** A tree with its floating-point numbers in float64. */
export const inFloat64 = <T>(tree: T): T =>
  mapTree<T, Tensor, Tensor>(tree, (leaf) => (isFloat(leaf.dtype) ? leaf.cast('float64') : leaf)) as T;
