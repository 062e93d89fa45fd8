import type { Primitive } from '../../graph/primitive.js';
import { turn } from './jacobi-svd.js';
import { diagonalOf, reciprocalDifferences, squareSize, stacked, symmetrized, takenApart, transposed } from './matrices.js';

/** (A + Aᵀ)/2 = V·diag(w)·Vᵀ: eigenvalues w `[…, n]`, smallest first, and orthonormal eigenvectors in the columns of V `[…, n, n]`. */
export const eigh: Primitive<object> = {
  name: 'eigh',
  types: ([a]) => {
    squareSize(a!, 'eigh');
    return [{ dtype: a!.dtype, shape: a!.shape.slice(0, -1) }, a!];
  },
  value: ([a], _, types) => takenApart(a!, types, (matrix) => diagonalize(matrix, a!.shape.at(-1)!)),
  // Petersen and Pedersen, "The Matrix Cookbook", 2.3.
  jvp: ([t], { outputs: [w, v] }) => {
    const inner = transposed(v!).matmul(symmetrized(t!)).matmul(v!);
    return [diagonalOf(inner), v!.matmul(reciprocalDifferences(w!).mul(inner))];
  },
  batch: (inputs, axes) => stacked(eigh, inputs, axes, {}),
};

/** Rotations that make pairs of entries zero, again and again (Jacobi 1846): slow and as accurate as can be. */
function diagonalize(given: Float64Array, n: number): [w: Float64Array, v: Float64Array] {
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (given[i * n + j]! + given[j * n + i]!) / 2));
  const vectors = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => Number(i === j)));
  const negligible = 2 ** -60 * Math.sqrt(rows.reduce((sum, row) => row.reduce((all, x) => all + x * x, sum), 0));
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const [app, aqq, apq] = [rows[p]![p]!, rows[q]![q]!, rows[p]![q]!];
        if (!(Math.abs(apq) > 2 ** -54 * Math.sqrt(Math.abs(app * aqq)) && Math.abs(apq) > negligible)) continue;
        turned = true;
        const theta = (aqq - app) / (2 * apq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
        const c = 1 / Math.hypot(1, t);
        turn(rows[p]!, rows[q]!, c, c * t);
        for (const row of rows) {
          const [x, y] = [row[p]!, row[q]!];
          row[p] = c * x - c * t * y;
          row[q] = c * t * x + c * y;
        }
        rows[p]![q] = 0;
        rows[q]![p] = 0;
        turn(vectors[p]!, vectors[q]!, c, c * t);
      }
    if (!turned) break;
  }
  const order = rows.map((_, i) => i).sort((i, j) => rows[i]![i]! - rows[j]![j]! || i - j);
  const v = new Float64Array(n * n);
  order.forEach((from, k) => {
    for (let i = 0; i < n; i++) v[i * n + k] = vectors[from]![i]!;
  });
  return [Float64Array.from(order, (i) => rows[i]![i]!), v];
}
