import type { Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { decompose } from './jacobi-svd.js';
import { asColumn, asRow, diagonalOf, matrixSizes, reciprocalDifferences, stacked, takenApart, transposed } from './matrices.js';

/** A = U·diag(s)·Vᵀ with k = min(m, n) singular values, largest first: U `[…, m, k]`, s `[…, k]`, Vᵀ `[…, k, n]`. */
export const svd: Primitive<object> = {
  name: 'svd',
  types: ([a]) => {
    const [m, n] = matrixSizes(a!, 'svd');
    const [lead, k] = [a!.shape.slice(0, -2), Math.min(m, n)];
    return [
      [...lead, m, k],
      [...lead, k],
      [...lead, k, n],
    ].map((shape) => ({ dtype: a!.dtype, shape }));
  },
  value: ([a], _, types) => {
    const [m, n] = a!.shape.slice(-2) as [number, number];
    return takenApart(a!, types, (matrix) => decompose(matrix, m, n));
  },
  // Townsend 2016, "Differentiating the singular value decomposition".
  jvp: ([t], { outputs: [u, s, vt] }) => {
    const v = transposed(vt!);
    const inner = transposed(u!).matmul(t!).matmul(v);
    const gaps = reciprocalDifferences(s!).mul(reciprocalSums(s!));
    const [columns, rows] = [asRow(s!), asColumn(s!)];
    const du = u!.matmul(gaps.mul(inner.mul(columns).add(transposed(inner).mul(rows)))).add(outside(u!, t!.matmul(v), s!));
    const dv = v.matmul(gaps.mul(inner.mul(rows).add(transposed(inner).mul(columns)))).add(outside(v, transposed(t!).matmul(u!), s!));
    return [du, diagonalOf(inner), transposed(dv)];
  },
  batch: (inputs, axes) => stacked(svd, inputs, axes, {}),
};

/** 1 / (sⱼ + sᵢ), 0 where both are zero. */
function reciprocalSums(s: Tensor): Tensor {
  const sums = asRow(s).add(asColumn(s));
  const none = sums.equal(0);
  return none.where(0, none.where(1, sums).pow(-1));
}

/** What moves out of the space of the vectors, (I − Q·Qᵀ)·x / s; nothing for singular values of zero. */
function outside(q: Tensor, x: Tensor, s: Tensor): Tensor {
  const none = s.equal(0);
  const inverse = none.where(0, none.where(1, s).pow(-1));
  return x.sub(q.matmul(transposed(q).matmul(x))).mul(asRow(inverse));
}
