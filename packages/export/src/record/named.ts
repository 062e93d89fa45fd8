import {
  ChainruleError,
  flatten,
  ndarray,
  pathName,
  paths,
  type ArrayData,
  type DType,
  type Shape,
  type Tree,
  type TypedArray,
} from '@chainrule/core';

/** An array with the name of its place in a tree, written as PyTorch does: `conv1.weight`. */
export interface Named {
  readonly name: string;
  readonly value: ArrayData;
}

/** What tensors of any backend offer: a copy of their numbers. */
interface Readable {
  readonly dtype: DType;
  readonly shape: Shape;
  dataSync(): TypedArray;
}

/** The arrays in a tree, in its order; strings, booleans and nothing at all are fixed when a function is traced, and left out. */
export function namedLeaves(tree: Tree<unknown>): Named[] {
  const names = paths(tree).map(pathName);
  return flatten<unknown>(tree).leaves.flatMap((leaf, i) =>
    typeof leaf === 'string' || typeof leaf === 'boolean' || leaf === undefined || leaf === null
      ? []
      : [{ name: names[i]!, value: readLeaf(leaf, names[i]!) }],
  );
}

function readLeaf(leaf: unknown, name: string): ArrayData {
  if (typeof leaf === 'number') return ndarray(leaf);
  const { dtype, shape, dataSync, data } = leaf as Partial<Readable & ArrayData>;
  if (dtype !== undefined && shape !== undefined) {
    if (typeof dataSync === 'function') return { dtype, shape, data: dataSync.call(leaf) };
    if (ArrayBuffer.isView(data)) return { dtype, shape, data };
  }
  throw new ChainruleError('argument', `"${name}" is neither a tensor, nor a plain array, nor a number`, { operation: 'record' });
}
