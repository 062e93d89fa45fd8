import { ChainruleError, shapeText, type DType } from '@chainrule/core';
import { cholesky as factor } from '../primitives/linear-algebra/cholesky.js';
import { determinant, logDeterminant } from '../primitives/linear-algebra/determinant.js';
import { eigh as eigen } from '../primitives/linear-algebra/eigh.js';
import { factorize } from '../primitives/linear-algebra/factorize.js';
import { diagonalMatrix, diagonalOf, identityLike, squareSize, transposed } from '../primitives/linear-algebra/matrices.js';
import { qr as orthogonal } from '../primitives/linear-algebra/qr.js';
import { solveWith } from '../primitives/linear-algebra/solve.js';
import { svd as singular } from '../primitives/linear-algebra/svd.js';
import { triangle } from '../primitives/linear-algebra/triangle.js';
import { solveTriangular } from '../primitives/linear-algebra/triangular-solve.js';
import type { Tensor } from '../tensor.js';
import { concatenate } from './shape.js';
import { takeRange } from './slice.js';

/**
 * The lower triangle of matrices, with zeros above the given diagonal: 0 the main one, 1 the next above.
 *
 * @example
 * ```ts
 * import { tensor, tril } from '@chainrule/tensor';
 * tril(tensor([[1, 2], [3, 4]])).toString(); // → 'f32[2, 2] [[1, 0],\n [3, 4]]'
 * ```
 */
export const tril = <D extends DType>(a: Tensor<D>, diagonal = 0): Tensor<D> =>
  a.bind(triangle, [a], { part: 'lower', diagonal }) as Tensor<D>;
/**
 * The upper triangle of matrices, with zeros below the given diagonal.
 *
 * @example
 * ```ts
 * import { tensor, triu } from '@chainrule/tensor';
 * triu(tensor([[1, 2], [3, 4]])).toString(); // → 'f32[2, 2] [[1, 2],\n [0, 4]]'
 * ```
 */
export const triu = <D extends DType>(a: Tensor<D>, diagonal = 0): Tensor<D> =>
  a.bind(triangle, [a], { part: 'upper', diagonal }) as Tensor<D>;

/**
 * The main diagonal of square matrices.
 *
 * Throws `shape` when the last two axes differ.
 *
 * @example
 * ```ts
 * import { diagonal, tensor } from '@chainrule/tensor';
 * diagonal(tensor([[1, 2], [3, 4]])).toString(); // → 'f32[2] [1, 4]'
 * ```
 */
export function diagonal<D extends DType>(a: Tensor<D>): Tensor<D> {
  if (a.shape.length < 2 || a.shape.at(-1) !== a.shape.at(-2))
    throw new ChainruleError('shape', `${shapeText(a.shape)} is not square`, { operation: 'diagonal' });
  return diagonalOf(a) as Tensor<D>;
}
/**
 * Square matrices with the given diagonals among zeros.
 *
 * Throws `shape` for a scalar.
 *
 * @example
 * ```ts
 * import { diagonalFrom, tensor } from '@chainrule/tensor';
 * diagonalFrom(tensor([1, 2])).toString(); // → 'f32[2, 2] [[1, 0],\n [0, 2]]'
 * ```
 */
export function diagonalFrom<D extends DType>(x: Tensor<D>): Tensor<D> {
  if (x.shape.length === 0) throw new ChainruleError('shape', 'a scalar is no diagonal', { operation: 'diagonalFrom' });
  return diagonalMatrix(x) as Tensor<D>;
}
/**
 * The sum of the diagonal; `trace` is what shows the program of a function.
 *
 * @example
 * ```ts
 * import { matrixTrace, tensor } from '@chainrule/tensor';
 * matrixTrace(tensor([[1, 2], [3, 4]])).item(); // → 5
 * ```
 */
export const matrixTrace = <D extends DType>(a: Tensor<D>): Tensor<D> => diagonal(a).sum(-1);

/**
 * The lower triangular L with L·Lᵀ = A, for symmetric positive definite A: of any A the symmetric part (A + Aᵀ)/2 is taken.
 * Throws `numerical` when that is not positive definite.
 *
 * Source: the derivative: I. Murray, "Differentiation of the Cholesky decomposition" (2016).
 *
 * @example
 * ```ts
 * import { cholesky, tensor } from '@chainrule/tensor';
 * cholesky(tensor([[4, 2], [2, 5]])).toString(); // → 'f32[2, 2] [[2, 0],\n [1, 2]]'
 * ```
 */
export const cholesky = <D extends DType>(a: Tensor<D>): Tensor<D> => a.bind(factor, [a], {}) as Tensor<D>;

/** A right-hand side of one vector for all matrices, or of columns. */
function columns<D extends DType>(a: Tensor, b: Tensor<D>, solve: (b: Tensor) => Tensor): Tensor<D> {
  if (b.shape.length !== 1) return solve(b) as Tensor<D>;
  const x = solve(b.reshape([b.shape[0]!, 1]));
  return x.reshape([...a.shape.slice(0, -2), b.shape[0]!]) as Tensor<D>;
}

/** Which triangle of the matrix is meant. */
export interface TriangularOptions {
  /** A is upper triangular. Default: lower. What stands in the other triangle is not read. */
  readonly upper?: boolean;
  /** Solve Aᵀ·x = b. */
  readonly transposed?: boolean;
}

/**
 * The solution of A·x = b for a triangular A; b is a vector or columns `[…, n, k]`. Throws `numerical` for a zero on the diagonal.
 *
 * @example
 * ```ts
 * import { tensor, triangularSolve } from '@chainrule/tensor';
 * triangularSolve(tensor([[2, 0], [1, 1]]), tensor([2, 3])).toString(); // → 'f32[2] [1, 2]'
 * ```
 */
export const triangularSolve = <D extends DType>(
  a: Tensor<D>,
  b: Tensor<D>,
  { upper = false, transposed: flipped = false }: TriangularOptions = {},
): Tensor<D> => columns(a, b, (right) => solveTriangular(a, right, upper ? 'upper' : 'lower', flipped));

/**
 * The solution of A·x = b; b is a vector or columns `[…, n, k]`, leading axes broadcast. Throws `numerical` for a singular A.
 *
 * Source: the derivative: M. Giles, "Collected matrix derivative results" (2008).
 *
 * @example
 * ```ts
 * import { solve, tensor } from '@chainrule/tensor';
 * solve(tensor([[2, 0], [0, 4]]), tensor([2, 2])).toString(); // → 'f32[2] [1, 0.5]'
 * ```
 */
export const solve = <D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> => columns(a, b, (right) => solveWith(a, right));

/**
 * A⁻¹. Throws `numerical` for a singular A. To solve a system use `solve`: it is faster and loses fewer digits.
 *
 * Source: the derivative: M. Giles, "Collected matrix derivative results" (2008).
 *
 * @example
 * ```ts
 * import { inverse, tensor } from '@chainrule/tensor';
 * inverse(tensor([[2, 0], [0, 4]])).toString(); // → 'f32[2, 2] [[0.5, 0],\n [0, 0.25]]'
 * ```
 */
export const inverse = <D extends DType>(a: Tensor<D>): Tensor<D> => solveWith(a, identityLike(a, squareSize(a, 'inverse'))) as Tensor<D>;

/**
 * The determinant. Its gradient, the matrix of cofactors, is right for singular matrices too; a second derivative there throws `numerical`.
 *
 * Source: the derivative: Jacobi's formula, M. Giles, "Collected matrix derivative results" (2008).
 *
 * @example
 * ```ts
 * import { det, tensor } from '@chainrule/tensor';
 * det(tensor([[1, 2], [3, 4]])).item(); // → -2
 * ```
 */
export const det = <D extends DType>(a: Tensor<D>): Tensor<D> =>
  a.bind(determinant, [a, ...a.bindAll(factorize, [a], {})], {}) as Tensor<D>;

/**
 * The sign of the determinant and the logarithm of its size, which does not overflow. A singular matrix has 0 and −∞, and no gradient.
 *
 * @example
 * ```ts
 * import { slogdet, tensor } from '@chainrule/tensor';
 * slogdet(tensor([[0, 1], [1, 0]])).sign.item(); // → -1
 * ```
 */
export function slogdet<D extends DType>(a: Tensor<D>): { readonly sign: Tensor<D>; readonly logabsdet: Tensor<D> } {
  const [sign, logabsdet] = a.bindAll(logDeterminant, [a, ...a.bindAll(factorize, [a], {})], {}) as [Tensor<D>, Tensor<D>];
  return { sign, logabsdet };
}

/**
 * log det A: not a number where the determinant is negative, −∞ where it is 0.
 *
 * @example
 * ```ts
 * import { logdet, tensor } from '@chainrule/tensor';
 * logdet(tensor([[2, 0], [0, 0.5]])).item(); // → 0
 * ```
 */
export function logdet<D extends DType>(a: Tensor<D>): Tensor<D> {
  const { sign, logabsdet } = slogdet(a);
  return sign.less(0).where(NaN, logabsdet) as Tensor<D>;
}

/**
 * A = Q·R with k = min(m, n): orthonormal columns Q `[…, m, k]`, upper triangular R `[…, k, n]`, with the signs of LAPACK.
 *
 * The derivative exists where the first k columns are independent; elsewhere it throws `numerical`. Of a wide matrix the first m columns
 * are factored, and R goes on with Qᵀ times the others.
 *
 * @example
 * ```ts
 * import { qr, tensor } from '@chainrule/tensor';
 * qr(tensor([[3, 1], [4, 2]])).r.shape; // → [ 2, 2 ]
 * ```
 */
export function qr<D extends DType>(a: Tensor<D>): { readonly q: Tensor<D>; readonly r: Tensor<D> } {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const last = a.shape.length - 1;
  if (a.shape.length < 2 || m >= n) {
    const [q, r] = a.bindAll(orthogonal, [a], {}) as [Tensor<D>, Tensor<D>];
    return { q, r };
  }
  const { q, r } = qr(takeRange(a, last, 0, m));
  return { q, r: concatenate([r, (transposed(q) as Tensor<D>).matmul(takeRange(a, last, m, n - m))], last) };
}

/**
 * The eigenvalues of symmetric matrices, smallest first, and orthonormal eigenvectors in columns; of any A the symmetric part is taken.
 *
 * The eigenvalues are differentiable where they are distinct. Where some are equal up to rounding, the derivative takes the eigenvectors
 * of each as fixed within their space: right for every function that does not depend on their choice (the trace of exp A, V·f(w)·Vᵀ up to
 * first order for f(w) equal on them), and finite for all.
 *
 * Source: C. Jacobi (1846) for the values; the derivative: M. Giles, "Collected matrix derivative results" (2008).
 *
 * @example
 * ```ts
 * import { eigh, tensor } from '@chainrule/tensor';
 * eigh(tensor([[2, 1], [1, 2]])).values.toString(); // → 'f32[2] [1, 3]'
 * ```
 */
export function eigh<D extends DType>(a: Tensor<D>): { readonly values: Tensor<D>; readonly vectors: Tensor<D> } {
  const [values, vectors] = a.bindAll(eigen, [a], {}) as [Tensor<D>, Tensor<D>];
  return { values, vectors };
}

/**
 * A = U·diag(s)·Vᵀ with k = min(m, n) singular values, largest first: U `[…, m, k]`, s `[…, k]`, vt `[…, k, n]`.
 *
 * Wide, tall and rank-deficient matrices alike. Derivatives of the singular values exist where they are distinct and not 0. Where some are
 * equal up to rounding, or 0, the derivative of the vectors takes them as fixed within their space: finite, and right for functions that
 * do not depend on the choice.
 *
 * Source: M. Hestenes, J. SIAM 6 (1958), one-sided rotations; the derivative: M. Giles, "Collected matrix derivative results" (2008).
 *
 * @example
 * ```ts
 * import { svd, tensor } from '@chainrule/tensor';
 * svd(tensor([[3, 0], [0, -4]])).s.toString(); // → 'f32[2] [4, 3]'
 * ```
 */
export function svd<D extends DType>(a: Tensor<D>): { readonly u: Tensor<D>; readonly s: Tensor<D>; readonly vt: Tensor<D> } {
  const [u, s, vt] = a.bindAll(singular, [a], {}) as [Tensor<D>, Tensor<D>, Tensor<D>];
  return { u, s, vt };
}
