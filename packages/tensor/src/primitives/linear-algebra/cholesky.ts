import { ChainruleError } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../../graph/primitive.js';
import { batchFirst } from '../batch.js';
import { matricesOf, squareSize, stackOf, symmetrized, transposed } from './matrices.js';
import { triangle } from './triangle.js';
import { solveTriangular } from './triangular-solve.js';

/** The lower triangular L with L·Lᵀ = (A + Aᵀ)/2. Throws `numerical` when that is not positive definite. */
export const cholesky: Primitive<object> = definePrimitive({
  name: 'cholesky',
  type: ([a]) => {
    squareSize(a!, 'cholesky');
    return a!;
  },
  value: ([a], _, type) =>
    stackOf(
      type,
      matricesOf(a!).map((matrix) => factor(matrix, type.shape.at(-1)!)),
    ),
  // L·Φ(L⁻¹ dA L⁻ᵀ), Φ the lower triangle with half of the diagonal. Murray 2016, arXiv:1602.07527.
  jvp: ([t], _, __, l) => {
    const inner = solveTriangular(l, transposed(solveTriangular(l, symmetrized(t!), 'lower')), 'lower');
    const [below, withDiagonal] = [-1, 0].map((diagonal) => inner.bind(triangle, [inner], { part: 'lower', diagonal }));
    return l.matmul(below!.add(withDiagonal!).mul(0.5));
  },
  batch: ([a], axes) => [a!.bind(cholesky, [batchFirst(a!, axes[0]!)], {}), 0],
});

function factor(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let rest = (a[i * n + j]! + a[j * n + i]!) / 2;
      for (let k = 0; k < j; k++) rest -= l[i * n + k]! * l[j * n + k]!;
      if (i === j && rest <= 0)
        throw new ChainruleError('numerical', `the matrix is not positive definite: pivot ${i} of ${n} is ${rest}`, {
          operation: 'cholesky',
          hint: 'add a small multiple of the identity, or use solve or eigh',
        });
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / l[j * n + j]!;
    }
  return l;
}
