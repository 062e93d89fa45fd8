import { ChainruleError, shapeText } from '@chainrule/core';
import type { Primitive } from '../../graph/primitive.js';
import { matrixSizes, stacked, takenApart, transposed } from './matrices.js';
import { triangle } from './triangle.js';
import { solveTriangular } from './triangular-solve.js';

/** A = Q·R for a matrix with at least as many rows as columns: orthonormal columns Q `[…, m, n]`, upper triangular R `[…, n, n]`. */
export const qr: Primitive<object> = {
  name: 'qr',
  types: ([a]) => {
    const [m, n] = matrixSizes(a!, 'qr');
    if (m < n) throw new ChainruleError('shape', `${shapeText(a!.shape)} has fewer rows than columns`, { operation: 'qr' });
    return [a!, { dtype: a!.dtype, shape: a!.shape.with(-2, n) }];
  },
  value: ([a], _, types) => {
    const [m, n] = a!.shape.slice(-2) as [number, number];
    return takenApart(a!, types, (matrix) => reflect(matrix, m, n));
  },
  // Walter and Lehmann 2018, arXiv:1001.1654. Needs R regular.
  jvp: ([t], { outputs: [q, r] }) => {
    const moved = transposed(solveTriangular(r!, transposed(t!), 'upper', true));
    const inner = transposed(q!).matmul(moved);
    const below = inner.bind(triangle, [inner], { part: 'lower', diagonal: -1 });
    const turned = below.sub(transposed(below));
    return [q!.matmul(turned.sub(inner)).add(moved), inner.sub(turned).matmul(r!)];
  },
  batch: (inputs, axes) => stacked(qr, inputs, axes, {}),
};

/** Householder reflections with LAPACK's signs: Rᵢᵢ has the opposite sign of the entry it comes from. */
function reflect(a: Float64Array, m: number, n: number): [q: Float64Array, r: Float64Array] {
  const normals: (Float64Array | undefined)[] = [];
  for (let k = 0; k < n; k++) {
    let below = 0;
    for (let i = k + 1; i < m; i++) below = Math.hypot(below, a[i * n + k]!);
    const alpha = a[k * n + k]!;
    if (below === 0) {
      normals.push(undefined);
      continue;
    }
    const beta = (alpha < 0 ? 1 : -1) * Math.hypot(alpha, below);
    const normal = new Float64Array(m);
    normal[k] = 1;
    for (let i = k + 1; i < m; i++) normal[i] = a[i * n + k]! / (alpha - beta);
    normals.push(normal);
    apply(normal, (beta - alpha) / beta, a, m, n, k);
  }
  const q = new Float64Array(m * n);
  for (let j = 0; j < n; j++) q[j * n + j] = 1;
  for (let k = n - 1; k >= 0; k--) {
    const normal = normals[k];
    if (normal !== undefined) apply(normal, 2 / normal.reduce((sum, x) => sum + x * x, 0), q, m, n, k);
  }
  const r = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = a[i * n + j]!;
  return [q, r];
}

/** The reflection I − τ·v·vᵀ of the columns of x, whose rows before `from` it leaves alone. */
function apply(v: Float64Array, tau: number, x: Float64Array, m: number, n: number, from: number): void {
  for (let j = 0; j < n; j++) {
    let along = 0;
    for (let i = from; i < m; i++) along += v[i]! * x[i * n + j]!;
    for (let i = from; i < m; i++) x[i * n + j]! -= tau * along * v[i]!;
  }
}
