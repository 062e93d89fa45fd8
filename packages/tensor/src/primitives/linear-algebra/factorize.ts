import type { Primitive } from '../../graph/primitive.js';
import { matricesOf, squareSize, stacked, stacksOf } from './matrices.js';

/**
 * The factors of a square matrix with rows exchanged, P·A = L·U: L below the diagonal and U on and above it in one matrix, and the order
 * of rows as a column `[…, n, 1]`. They are a means: what is computed with their help is differentiated by the matrix itself.
 */
export const factorize: Primitive<object> = {
  name: 'factorize',
  stops: true,
  types: ([a]) => {
    squareSize(a!, 'factorize');
    return [a!, { dtype: 'int32', shape: a!.shape.with(-1, 1) }];
  },
  value: ([a], _, types) =>
    stacksOf(
      types,
      matricesOf(a!).map((matrix) => eliminate(matrix, a!.shape.at(-1)!)),
    ),
  batch: (inputs, axes) => stacked(factorize, inputs, axes, {}),
};

/** Gaussian elimination in place with the largest pivot of each column. */
export function eliminate(packed: Float64Array, n: number): [packed: Float64Array, order: Int32Array] {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(packed[i * n + k]!) > Math.abs(packed[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      const row = packed.slice(k * n, (k + 1) * n);
      packed.copyWithin(k * n, pivot * n, (pivot + 1) * n);
      packed.set(row, pivot * n);
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    }
    const diagonal = packed[k * n + k]!;
    if (diagonal === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = packed[i * n + k]! / diagonal;
      packed[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) packed[i * n + j]! -= factor * packed[k * n + j]!;
    }
  }
  return [packed, order];
}

/** 1 for an even order of rows, −1 for an odd one. */
export function signOf(order: ArrayLike<number>): number {
  const seen = new Uint8Array(order.length);
  let sign = 1;
  for (let start = 0; start < order.length; start++)
    for (let at = start, length = 0; seen[at] === 0; at = order[at]!) {
      seen[at] = 1;
      if (length++ > 0) sign = -sign;
    }
  return sign;
}
