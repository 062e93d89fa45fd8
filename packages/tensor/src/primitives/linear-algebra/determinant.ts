import { definePrimitive, type Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { allBatched } from '../batch.js';
import { eliminate, signOf } from './factorize.js';
import { identityLike, matricesOf, squareSize, stackOf, transposed } from './matrices.js';
import { decompose } from './jacobi-svd.js';
import { solveFactored } from './solve.js';

/** The sign of a determinant and the logarithm of its size, from a matrix and its factors. A singular matrix has 0 and −∞. */
export const logDeterminant: Primitive<object> = {
  name: 'logDeterminant',
  types: ([a]) => {
    squareSize(a!, 'slogdet');
    const type = { dtype: a!.dtype, shape: a!.shape.slice(0, -2) };
    return [type, type];
  },
  value: ([, packed, order], _, types) => {
    const orders = matricesOf(order!);
    const found = matricesOf(packed!).map((factors, i) => {
      const pivots = orders[i]!.map((_, k) => factors[k * (orders[i]!.length + 1)]!);
      const sign = pivots.reduce((s, pivot) => s * Math.sign(pivot), signOf(orders[i]!));
      return { sign, size: pivots.reduce((sum, pivot) => sum + Math.log(Math.abs(pivot)), 0) };
    });
    return [stackOf(types[0]!, [found.map(({ sign }) => sign)]), stackOf(types[1]!, [found.map(({ size }) => size)])];
  },
  // d log|det A| = ⟨A⁻ᵀ, dA⟩; the sign stays.
  jvp: ([t], { inputs: [a, packed, order] }) => [undefined, t!.mul(inverseTransposed(a!, packed!, order!)).sum([-2, -1])],
  batch: (inputs, axes, parameters, size) => ({
    outputs: inputs[0]!.bindAll(logDeterminant, allBatched(inputs, axes, size), parameters),
    axes: [0, 0],
  }),
};

/** The determinant, from a matrix and its factors. Its derivative is right for singular matrices. */
export const determinant: Primitive<object> = definePrimitive({
  name: 'determinant',
  type: ([a]) => {
    squareSize(a!, 'det');
    return { dtype: a!.dtype, shape: a!.shape.slice(0, -2) };
  },
  value: ([, packed, order], _, type) => {
    const orders = matricesOf(order!);
    const products = matricesOf(packed!).map((factors, i) =>
      orders[i]!.reduce((product, _, k) => product * factors[k * (orders[i]!.length + 1)]!, signOf(orders[i]!)),
    );
    return stackOf(type, [products]);
  },
  jvp: ([t], [a, packed, order]) => t!.mul(a!.bind(cofactors, [a!, packed!, order!], {})).sum([-2, -1]),
  batch: (inputs, axes, _, size) => [inputs[0]!.bind(determinant, allBatched(inputs, axes, size), {}), 0],
});

/** The matrix of cofactors, det A · A⁻ᵀ, of any matrix; only where A is regular has it a derivative. */
export const cofactors: Primitive<object> = definePrimitive({
  name: 'cofactors',
  type: ([a]) => {
    squareSize(a!, 'det');
    return a!;
  },
  value: ([a], _, type) => {
    const n = a!.shape.at(-1)!;
    return stackOf(
      type,
      matricesOf(a!).map((matrix) => cofactorsOf(matrix, n)),
    );
  },
  jvp: ([t], [a, packed, order], _, c) => {
    const grown = t!.mul(inverseTransposed(a!, packed!, order!)).sum([-2, -1], { keepDims: true });
    const turned = c.bind(solveFactored, [a!, transposed(t!).matmul(c), packed!, order!], { transposed: true });
    return c.mul(grown).sub(turned);
  },
  batch: (inputs, axes, _, size) => [inputs[0]!.bind(cofactors, allBatched(inputs, axes, size), {}), 0],
});

const inverseTransposed = (a: Tensor, packed: Tensor, order: Tensor): Tensor =>
  a.bind(solveFactored, [a, identityLike(a, a.shape.at(-1)!), packed, order], { transposed: true });

/** From the singular values: ±U·diag(∏ of the others)·Vᵀ, which divides by nothing. */
function cofactorsOf(a: Float64Array, n: number): Float64Array {
  const [u, s, vt] = decompose(a, n, n);
  const sign = orientation(u, n) * orientation(vt, n);
  const found = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const others = s.reduce((product, value, j) => (j === k ? product : product * value), sign);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) found[i * n + j]! += others * u[i * n + k]! * vt[k * n + j]!;
  }
  return found;
}

/** The determinant of an orthogonal matrix: 1 or −1. */
function orientation(q: Float64Array, n: number): number {
  const [packed, order] = eliminate(q.slice(), n);
  return order.reduce((sign, _, k) => sign * Math.sign(packed[k * (n + 1)]!), signOf(order));
}
