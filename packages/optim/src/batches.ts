import { ChainruleError, flatten, foldIn, mapTree, ndarray, pathName, paths, permutation, type Key, type Value } from '@chainrule/core';

/** The options of `batches`, with their defaults. */
export interface BatchOptions {
  /** Rows in a batch: 1 is stochastic descent, all rows batch descent, anything between mini-batches. */
  readonly size: number;
  /** Where the order comes from. */
  readonly key: Key;
  /** Each epoch has an order of its own. */
  readonly epoch: number;
  /** Leave out a last batch that is smaller than the others. Default false. */
  readonly dropLast?: boolean;
}

/**
 * The rows of a data set in random order, a batch at a time: every row once in an epoch.
 *
 * `data` is a tree whose `Value`s have their rows along the first axis (a data set's features and target); anything else in it
 * is passed on. Same key, epoch and size give the same batches. Throws `argument` for a size, epoch or data that make no batch,
 * and `shape` when the numbers of rows differ.
 *
 * @example
 * ```ts
 * import { key, ndarray } from '@chainrule/core';
 * import { batches } from '@chainrule/optim';
 * const data = { x: ndarray([[1], [2], [3], [4], [5]]), y: ndarray([1, 2, 3, 4, 5]) };
 * [...batches(data, { size: 2, key: key(0), epoch: 0 })].map(({ y }) => y.shape); // → [[2], [2], [1]]
 * ```
 */
export function batches<D extends object>(data: D, { size, key, epoch, dropLast = false }: BatchOptions): Iterable<D> {
  const rows = rowsOf(data);
  const refuse = (problem: string, hint: string): never => {
    throw new ChainruleError('argument', problem, { operation: 'batches', hint });
  };
  if (!Number.isInteger(size) || size < 1) refuse(`the batch size is ${size}`, 'size is a positive integer');
  if (!Number.isInteger(epoch) || epoch < 0) refuse(`the epoch is ${epoch}`, 'epochs are counted 0, 1, 2 …');
  if (rows === 0) refuse('the data have no rows', 'an epoch needs at least one');
  if (dropLast && size > rows) refuse(`no batch of ${size} fits in ${rows} rows`, 'take smaller batches, or keep the last');
  return {
    *[Symbol.iterator]() {
      const order = permutation(foldIn(key, epoch), rows).data;
      for (let from = 0; from < rows; from += size) {
        if (dropLast && from + size > rows) return;
        const indices = ndarray(order.slice(from, from + size));
        yield mapTree(data, (leaf: unknown) => (isValue(leaf) ? leaf.take(indices) : leaf)) as D;
      }
    },
  };
}

const isValue = (leaf: unknown): leaf is Value => typeof leaf === 'object' && leaf !== null && 'shape' in leaf && 'take' in leaf;

function rowsOf(data: object): number {
  const names = paths(data).map(pathName);
  const values = flatten<unknown>(data).leaves.flatMap((leaf, i) => (isValue(leaf) ? [{ name: names[i]!, rows: leaf.shape[0] }] : []));
  const first = values[0];
  if (first === undefined)
    throw new ChainruleError('argument', 'there are no arrays in the data', { operation: 'batches', hint: 'give { features, target }' });
  const other = values.find(({ rows }) => rows === undefined || rows !== first.rows);
  if (other === undefined) return first.rows!;
  throw new ChainruleError('shape', `"${first.name}" has ${first.rows ?? 'no'} rows, "${other.name}" ${other.rows ?? 'none'}`, {
    operation: 'batches',
  });
}
