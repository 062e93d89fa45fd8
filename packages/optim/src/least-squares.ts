import { ChainruleError, ndarray, type NdArray } from '@chainrule/core';

/** The linear model with the least mean squared error. */
export interface LeastSquares {
  /** `[features]`. */
  readonly weights: NdArray;
  readonly intercept: number;
}

/**
 * The closed-form answer to linear regression: the w and b that minimise Σ(Xw + b − y)², by Householder's QR decomposition.
 *
 * Features are `[rows, columns]`, the target `[rows]`; the work is in float64. Unlike the normal equations XᵀXw = Xᵀy, the
 * decomposition does not square the condition of X. Throws `shape` for fewer rows than parameters, `numerical` when a column
 * is a combination of those before it, naming its index. Golub and Van Loan, Matrix Computations, §5.3.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { leastSquares } from '@chainrule/optim';
 * const { weights, intercept } = leastSquares(ndarray([[0], [1], [2]]), ndarray([1, 3, 5]));
 * [weights.item(), intercept]; // → [2.0, 1.0]
 * ```
 */
export const leastSquares = (features: NdArray, target: NdArray): LeastSquares => solveColumns(columnsOf(features, target));

/** Column by column: the ones of the intercept, the features, and the target. Checks that they are rows of numbers. */
export function columnsOf(features: NdArray, target: NdArray): Float64Array[] {
  const [rows, columns] = features.shape as [number, number];
  if (features.shape.length !== 2 || target.shape.length !== 1 || target.shape[0] !== rows)
    throw new ChainruleError('shape', `features have shape [${features.shape.join(', ')}], the target [${target.shape.join(', ')}]`, {
      operation: 'leastSquares',
      hint: 'features are [rows, columns], the target [rows]',
    });
  if (![features, target].every(({ data }) => data.every(Number.isFinite)))
    throw new ChainruleError('numerical', 'there is a number that is not finite', { operation: 'leastSquares' });
  return [
    new Float64Array(rows).fill(1),
    ...Array.from({ length: columns }, (_, j) => Float64Array.from({ length: rows }, (__, i) => features.data[i * columns + j]!)),
    Float64Array.from(target.data),
  ];
}

/** The least squares of a matrix whose last column is the target, which is carried along. The columns are used up. */
export function solveColumns(matrix: readonly Float64Array[]): LeastSquares {
  const columns = Math.max(0, matrix.length - 2);
  const rows = matrix[0]?.length ?? 0;
  if (rows < columns + 1)
    throw new ChainruleError('shape', `${rows} rows do not determine ${columns} weights and an intercept`, {
      operation: 'leastSquares',
      hint: `at least ${columns + 1} rows are needed`,
    });
  const diagonal = triangulate(matrix, columns + 1);
  const solution = new Float64Array(columns + 1);
  for (let k = columns; k >= 0; k--) {
    let rest = matrix[columns + 1]![k]!;
    for (let j = k + 1; j <= columns; j++) rest -= matrix[j]![k]! * solution[j]!;
    solution[k] = rest / diagonal[k]!;
  }
  return { weights: ndarray(solution.slice(1)), intercept: solution[0]! };
}

/** Reflects the first `count` columns into an upper triangle, the others with them, and gives the diagonal. */
function triangulate(matrix: readonly Float64Array[], count: number): Float64Array {
  const diagonal = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    if (!(norm(matrix[k]!, k) > 1e-13 * norm(matrix[k]!, 0)))
      throw new ChainruleError('numerical', `feature ${k - 1} is constant, or a combination of the features before it`, {
        operation: 'leastSquares',
        hint: 'leave it out: it adds nothing, and there is no single best answer',
      });
    diagonal[k] = reflect(matrix, k);
  }
  return diagonal;
}

/** Householder's reflection that leaves column k nothing below its diagonal, on all columns from k on; gives the diagonal entry. */
export function reflect(matrix: readonly Float64Array[], k: number): number {
  const column = matrix[k]!;
  const tail = norm(column, k);
  if (tail === 0) return 0;
  // v = x ± ‖x‖e: the sign that does not cancel.
  const diagonal = column[k]! > 0 ? -tail : tail;
  column[k] = column[k]! - diagonal;
  const scale = norm(column, k) ** 2 / 2;
  for (let j = k + 1; j < matrix.length; j++) {
    const other = matrix[j]!;
    let dot = 0;
    for (let i = k; i < column.length; i++) dot += column[i]! * other[i]!;
    for (let i = k; i < column.length; i++) other[i]! -= (dot / scale) * column[i]!;
  }
  return diagonal;
}

function norm(x: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum);
}
