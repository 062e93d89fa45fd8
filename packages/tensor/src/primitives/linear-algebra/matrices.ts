import { ChainruleError, isFloat, kernels, shapeText, sizeOf, type ArrayData } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import type { BatchAxes, Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { batchFirst } from '../batch.js';
import { embed, slice } from '../slice.js';

/** Rows and columns of a matrix or a stack of them. Throws `shape` or `dtype`. */
export function matrixSizes({ shape, dtype }: Type, operation: string): [number, number] {
  if (shape.length < 2)
    throw new ChainruleError('shape', `${shapeText(shape)} is no matrix`, {
      operation,
      hint: 'a matrix, or a stack of them, has at least two axes',
    });
  if (!isFloat(dtype)) throw new ChainruleError('dtype', `a matrix of ${dtype}`, { operation, hint: `cast it first: .cast('float32')` });
  return shape.slice(-2) as [number, number];
}

/** The size of a square matrix or a stack of them. Throws `shape` or `dtype`. */
export function squareSize(type: Type, operation: string): number {
  const [rows, columns] = matrixSizes(type, operation);
  if (rows !== columns) throw new ChainruleError('shape', `${shapeText(type.shape)} is not square`, { operation });
  return rows;
}

/** The numbers of every matrix of a stack in double precision, to work on. */
export function matricesOf({ shape, data }: ArrayData): Float64Array[] {
  const size = sizeOf(shape.slice(-2));
  return Array.from({ length: sizeOf(shape.slice(0, -2)) }, (_, i) => Float64Array.from(data.subarray(i * size, (i + 1) * size)));
}

/** Matrices, vectors or numbers one after the other as one array, rounded to its element type. */
export function stackOf(type: Type, parts: readonly (Part | readonly number[])[]): ArrayData {
  const made = { dtype: 'float64', shape: type.shape, data: new Float64Array(sizeOf(type.shape)) } as const;
  let at = 0;
  for (const part of parts) {
    made.data.set(part, at);
    at += part.length;
  }
  return kernels.cast(made, type.dtype);
}

type Part = Float64Array | Int32Array;

/** What each matrix of a stack is taken apart into, stacked again. */
export const stacksOf = (types: readonly Type[], found: readonly (readonly Part[])[]): ArrayData[] =>
  types.map((type, k) =>
    stackOf(
      type,
      found.map((parts) => parts[k]!),
    ),
  );

/** The same, but a matrix with an infinite entry, or one that is no number, gives not-a-number. */
export function takenApart(a: ArrayData, types: readonly Type[], f: (matrix: Float64Array) => readonly Part[]): ArrayData[] {
  const matrices = matricesOf(a);
  const unknown = types.map(({ shape }) => new Float64Array(sizeOf(shape) / Math.max(1, matrices.length)).fill(NaN));
  return stacksOf(
    types,
    matrices.map((matrix) => (matrix.every(Number.isFinite) ? f(matrix) : unknown)),
  );
}

/** The batching rule of an operation on stacks: one more leading axis. */
export function stacked<P>(
  primitive: Primitive<P>,
  [x]: readonly Tensor[],
  axes: BatchAxes,
  parameters: P,
): { readonly outputs: readonly Tensor[]; readonly axes: BatchAxes } {
  const outputs = x!.bindAll(primitive, [batchFirst(x!, axes[0]!)], parameters);
  return { outputs, axes: outputs.map(() => 0) };
}

/** Rows and columns exchanged. */
export function transposed(x: Tensor): Tensor {
  const rank = x.shape.length;
  return x.transpose(x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)));
}

/** Half the sum of a matrix and its transpose. */
export const symmetrized = (x: Tensor): Tensor => x.add(transposed(x)).mul(0.5);

/** The diagonal of a square matrix. */
export function diagonalOf(x: Tensor): Tensor {
  const n = x.shape.at(-1)!;
  const lead = x.shape.slice(0, -2);
  const flat = x.reshape([...lead, n * n]);
  const zeros = lead.map(() => 0);
  return flat.bind(slice, [flat], { starts: [...zeros, 0], steps: [...lead.map(() => 1), n + 1], counts: [...lead, n] });
}

/** The square matrix with the given diagonal among zeros. */
export function diagonalMatrix(x: Tensor): Tensor {
  const n = x.shape.at(-1)!;
  const lead = x.shape.slice(0, -1);
  return x
    .bind(embed, [x], { starts: x.shape.map(() => 0), steps: [...lead.map(() => 1), n + 1], shape: [...lead, n * n] })
    .reshape([...lead, n, n]);
}

/** The identity matrix in the element type of a tensor. */
export const identityLike = (x: Tensor, n: number): Tensor => diagonalMatrix(x.constant(1, [n]));

/** A vector along the rows (`[…, n, 1]`) or along the columns (`[…, 1, n]`). */
export const asColumn = (x: Tensor): Tensor => x.reshape([...x.shape, 1]);
export const asRow = (x: Tensor): Tensor => x.reshape([...x.shape.slice(0, -1), 1, x.shape.at(-1)!]);

/**
 * 1 / (xⱼ − xᵢ) for every pair of entries of a vector, and 0 where the two are equal up to rounding: what makes derivatives at
 * repeated eigenvalues those of functions that do not depend on the choice of eigenvectors.
 */
export function reciprocalDifferences(x: Tensor): Tensor {
  const differences = asRow(x).sub(asColumn(x));
  const rounding = (x.dtype === 'float32' ? 2 ** -23 : 2 ** -52) * 4 * x.shape.at(-1)!;
  const scale = x.abs().max(-1, { keepDims: true }).mul(rounding);
  const equal = differences.abs().lessEqual(asColumn(scale));
  return equal.where(0, equal.where(1, differences).pow(-1));
}
