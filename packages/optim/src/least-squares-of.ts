import type { NdArray } from '@chainrule/core';
import { columnsOf, reflect, solveColumns, type LeastSquares } from './least-squares.js';

/** Some of the rows of a regression. */
export interface RegressionRows {
  /** `[rows, columns]`. */
  readonly features: NdArray;
  /** `[rows]`. */
  readonly target: NdArray;
}

/**
 * `leastSquares` of rows that come block by block and are never held together: after each block only its triangle R of QR is kept,
 * (columns + 2)² numbers. It is as exact as the decomposition of all rows at once.
 *
 * Throws what `leastSquares` throws. Golub and Van Loan, Matrix Computations, §6.5.3; Demmel, Grigori, Hoemmen and Langou 2012 (TSQR).
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { leastSquaresOf } from '@chainrule/optim';
 * const blocks = [[0, 1], [2, 3]].map((x) => ({ features: ndarray(x.map((each) => [each])), target: ndarray(x.map((each) => 1 + 2 * each)) }));
 * const { weights, intercept } = await leastSquaresOf(blocks);
 * [weights.item(), intercept]; // → [2.0, 1.0]
 * ```
 */
export async function leastSquaresOf(blocks: AsyncIterable<RegressionRows> | Iterable<RegressionRows>): Promise<LeastSquares> {
  let kept: Float64Array[] | undefined;
  for await (const { features, target } of blocks) {
    const block = columnsOf(features, target);
    const matrix = kept === undefined ? block : kept.map((column, j) => joined(column, block[j]!));
    kept = triangle(matrix);
  }
  return solveColumns(kept ?? []);
}

/** The upper triangle R of a matrix given by its columns; as many rows as columns, or fewer where there are fewer. */
function triangle(matrix: readonly Float64Array[]): Float64Array[] {
  const rows = Math.min(matrix.length, matrix[0]!.length);
  const diagonal = Array.from({ length: rows }, (_, k) => reflect(matrix, k));
  return matrix.map((column, j) => column.slice(0, rows).map((value, i) => (i < j ? value : i === j ? diagonal[j]! : 0)));
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const whole = new Float64Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
