import { broadcastShapes, ChainruleError, sameShape, shapeText } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { alignBatch, allBatched } from '../batch.js';
import { sumTo } from '../sum.js';
import { factorize } from './factorize.js';
import { matricesOf, transposed } from './matrices.js';
import { solutionShape, solveStack, substituteTriangular } from './triangular-solve.js';

export interface Solving {
  /** Solve Aᵀx = b instead. */
  readonly transposed: boolean;
}

/**
 * The solution of A·x = b for A `[…, n, n]` and b `[…, n, k]`, with the factors of A as further inputs: A's derivative does not go through
 * them. Linear in b.
 */
export const solveFactored: Primitive<Solving> = definePrimitive({
  name: 'solveFactored',
  linearity: 'each',
  linearInputs: [1],
  type: ([a, b, packed, order]) => {
    const shape = solutionShape('solve', a!, b!);
    if (!sameShape(packed!.shape.slice(0, -1), order!.shape.slice(0, -1)))
      throw new ChainruleError('shape', `factors ${shapeText(packed!.shape)} and an order of rows ${shapeText(order!.shape)}`, {
        operation: 'solve',
      });
    return { dtype: b!.dtype, shape: [...broadcastShapes('solve', shape.slice(0, -2), packed!.shape.slice(0, -2)), ...shape.slice(-2)] };
  },
  value: ([, b, packed, order], { transposed: flipped }, type) => {
    const n = packed!.shape.at(-1)!;
    const orders = matricesOf(order!);
    return solveStack(packed!, b!, type, (factors, right, index) => {
      const rows = orders[index]!;
      if (!flipped) permuteRows(right, (i) => rows[i]!, n);
      substituteTriangular(factors, n, right, { part: flipped ? 'upper' : 'lower', transposed: flipped }, 'solve', !flipped);
      substituteTriangular(factors, n, right, { part: flipped ? 'lower' : 'upper', transposed: flipped }, 'solve', flipped);
      if (flipped) {
        const back = new Int32Array(n);
        rows.forEach((row, i) => (back[row] = i));
        permuteRows(right, (i) => back[i]!, n);
      }
    });
  },
  jvp: ([ta, tb], [a, b, packed, order], parameters, x) => {
    const pushed = ta && (parameters.transposed ? transposed(ta) : ta).matmul(x).neg();
    return b!.bind(solveFactored, [a!, pushed && tb ? tb.broadcastTo(x.shape).add(pushed) : (pushed ?? tb)!, packed!, order!], parameters);
  },
  transpose: (_, g, [a, b, packed, order], { transposed: flipped }) =>
    sumTo(g.bind(solveFactored, [a!, g, packed!, order!], { transposed: !flipped }), b!.shape),
  batch: (inputs, axes, parameters, size) => {
    // The two factors belong together.
    const together = (axes[2] === null) === (axes[3] === null);
    const factors = together ? inputs.slice(2) : allBatched(inputs.slice(2), axes.slice(2), size);
    const at = together ? axes.slice(2) : [0, 0];
    return [inputs[0]!.bind(solveFactored, alignBatch([...inputs.slice(0, 2), ...factors], [...axes.slice(0, 2), ...at]), parameters), 0];
  },
});

/** The solution of A·x = b, or Aᵀ·x = b. */
export function solveWith(a: Tensor, b: Tensor, flipped = false): Tensor {
  const [packed, order] = a.bindAll(factorize, [a], {}) as [Tensor, Tensor];
  return b.bind(solveFactored, [a, b, packed, order], { transposed: flipped });
}

function permuteRows(x: Float64Array, from: (row: number) => number, n: number): void {
  const [width, old] = [x.length / n, x.slice()];
  for (let i = 0; i < n; i++) x.set(old.subarray(from(i) * width, (from(i) + 1) * width), i * width);
}
