import { broadcastShapes, ChainruleError, kernels, shapeText, sizeOf, type ArrayData } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { definePrimitive, type Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { alignBatch } from '../batch.js';
import { sumTo } from '../sum.js';
import { matricesOf, squareSize, stackOf, transposed } from './matrices.js';
import { triangle } from './triangle.js';

export interface Triangular {
  /** Which triangle holds the matrix; the other is not read. */
  readonly part: 'lower' | 'upper';
  /** Solve Aᵀx = b instead. */
  readonly transposed: boolean;
}

/** The solution of A·x = b for a triangular A `[…, n, n]` and b `[…, n, k]`; leading axes broadcast. Linear in b. */
export const triangularSolve: Primitive<Triangular> = definePrimitive({
  name: 'triangularSolve',
  linearity: 'each',
  linearInputs: [1],
  type: ([a, b]) => ({ dtype: b!.dtype, shape: solutionShape('triangularSolve', a!, b!) }),
  value: ([a, b], parameters, type) => {
    const n = a!.shape.at(-1)!;
    return solveStack(a!, b!, type, (matrix, right) => substituteTriangular(matrix, n, right, parameters, 'triangularSolve'));
  },
  jvp: ([ta, tb], [a, b], parameters, x) => {
    const { part, transposed: flipped } = parameters;
    const moved = ta?.bind(triangle, [ta], { part, diagonal: 0 });
    const pushed = moved && (flipped ? transposed(moved) : moved).matmul(x).neg();
    return b!.bind(triangularSolve, [a!, pushed && tb ? tb.broadcastTo(x.shape).add(pushed) : (pushed ?? tb)!], parameters);
  },
  transpose: (_, g, [a, b], { part, transposed: flipped }) =>
    sumTo(g.bind(triangularSolve, [a!, g], { part, transposed: !flipped }), b!.shape),
  batch: (inputs, axes, parameters) => [inputs[0]!.bind(triangularSolve, alignBatch(inputs, axes), parameters), 0],
});

/** A triangular system solved in a rule. */
export const solveTriangular = (a: Tensor, b: Tensor, part: 'lower' | 'upper', flipped = false): Tensor =>
  b.bind(triangularSolve, [a, b], { part, transposed: flipped });

/** The shape of the solutions of stacks of systems. Throws `shape` or `dtype`. */
export function solutionShape(operation: string, a: Type, b: Type): number[] {
  const n = squareSize(a, operation);
  if (a.dtype !== b.dtype)
    throw new ChainruleError('dtype', `element types ${a.dtype} and ${b.dtype} do not mix`, {
      operation,
      hint: `cast one of them: .cast('${a.dtype}')`,
    });
  if (b.shape.length < 2 || b.shape.at(-2) !== n)
    throw new ChainruleError('shape', `a matrix ${shapeText(a.shape)} and right-hand sides ${shapeText(b.shape)}`, {
      operation,
      hint: `right-hand sides are columns: […, ${n}, count]`,
    });
  return [...broadcastShapes(operation, a.shape.slice(0, -2), b.shape.slice(0, -2)), n, b.shape.at(-1)!];
}

/** Every system of a stack solved in place of its right-hand side, in double precision. */
export function solveStack(
  a: ArrayData,
  b: ArrayData,
  type: Type,
  solve: (matrix: Float64Array, right: Float64Array, index: number) => void,
): ArrayData {
  const lead = type.shape.slice(0, -2);
  const [matrices, rights] = [matricesOf(a), matricesOf(b)];
  const [atA, atB] = [kernels.offsets(a.shape.slice(0, -2), lead), kernels.offsets(b.shape.slice(0, -2), lead)];
  return stackOf(
    type,
    Array.from({ length: sizeOf(lead) }, (_, i) => {
      const right = rights[atB[i]!]!.slice();
      solve(matrices[atA[i]!]!, right, atA[i]!);
      return right;
    }),
  );
}

/** Forward or backward substitution in place. Rows of zeros and their ends are skipped: inverting costs a third less. */
export function substituteTriangular(
  a: Float64Array,
  n: number,
  x: Float64Array,
  { part, transposed: flipped }: Triangular,
  operation: string,
  unit = false,
): void {
  const width = x.length / n;
  if (width === 0) return;
  const forward = (part === 'lower') !== flipped;
  const [step, last] = flipped ? [1, n] : [n, 1];
  const ends = Int32Array.from({ length: n }, (_, i) => endOf(x, i * width, width));
  for (let k = 0; k < n; k++) {
    const i = forward ? k : n - 1 - k;
    const [to, place] = [i * width, (done: number): number => (forward ? done : n - 1 - done)];
    // Four known rows at a time, so that the row is read and written a quarter as often.
    for (let done = 0; done < k; done += 4) {
      const [p, q, r, s] = [
        place(done),
        place(Math.min(done + 1, k - 1)),
        place(Math.min(done + 2, k - 1)),
        place(Math.min(done + 3, k - 1)),
      ];
      const f = a[i * step + p * last]!;
      const [g, h, e] = [
        done + 1 < k ? a[i * step + q * last]! : 0,
        done + 2 < k ? a[i * step + r * last]! : 0,
        done + 3 < k ? a[i * step + s * last]! : 0,
      ];
      const end = Math.max(ends[p]!, ends[q]!, ends[r]!, ends[s]!);
      const [x0, x1, x2, x3] = [p * width, q * width, r * width, s * width];
      for (let c = 0; c < end; c++) x[to + c]! -= f * x[x0 + c]! + g * x[x1 + c]! + (h * x[x2 + c]! + e * x[x3 + c]!);
      if (end > ends[i]!) ends[i] = end;
    }
    if (unit) continue;
    const pivot = a[i * n + i]!;
    if (pivot === 0)
      throw new ChainruleError('numerical', `the matrix is singular: pivot ${i} of ${n} is 0`, {
        operation,
        hint: 'add a small multiple of the identity, or use svd',
      });
    for (let c = 0; c < ends[i]!; c++) x[i * width + c]! /= pivot;
  }
}

/** Behind the last entry of a row that is not zero. */
function endOf(x: Float64Array, from: number, width: number): number {
  let end = width;
  while (end > 0 && x[from + end - 1] === 0) end--;
  return end;
}
