import { ChainruleError } from '../errors.js';
import { emptyArray, type ArrayData } from './array-data.js';
import { offsets } from './map.js';
import { broadcastShapes, shapeText, sizeOf, type Shape } from './shape.js';

/** `[…, m, k] × […, k, n] → […, m, n]`; leading axes broadcast. Throws `shape`. */
export function matmulShape(a: Shape, b: Shape): number[] {
  const [m, k] = a.slice(-2);
  const [k2, n] = b.slice(-2);
  if (a.length < 2 || b.length < 2)
    throw new ChainruleError('shape', `cannot multiply ${shapeText(a)} by ${shapeText(b)}: both need at least two axes`, {
      operation: 'matmul',
      hint: 'reshape a vector to [n, 1] or [1, n]',
    });
  if (k !== k2)
    throw new ChainruleError(
      'shape',
      `cannot multiply ${shapeText(a)} by ${shapeText(b)}: the last axis of the first (${k}) must equal the second-to-last of the second (${k2})`,
      {
        operation: 'matmul',
        hint: m === k2 ? 'transpose the first' : k === n ? 'transpose the second' : 'check which axis holds the features',
      },
    );
  return [...broadcastShapes('matmul', a.slice(0, -2), b.slice(0, -2)), m!, n!];
}

/** The matrix product over the last two axes. Sums run in double precision and are rounded once. */
export function matmul(a: ArrayData, b: ArrayData): ArrayData {
  const shape = matmulShape(a.shape, b.shape);
  if (a.dtype !== b.dtype)
    throw new ChainruleError('dtype', `element types ${a.dtype} and ${b.dtype} do not mix`, {
      operation: 'matmul',
      hint: `cast one of them: .cast('${a.dtype}')`,
    });
  const output = emptyArray(a.dtype, shape);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  if (shape.length === 2) {
    multiply(a.data, 0, b.data, 0, output.data, 0, m, k, n);
    return output;
  }
  const batch = shape.slice(0, -2);
  const [atA, atB] = [offsets(a.shape.slice(0, -2), batch), offsets(b.shape.slice(0, -2), batch)];
  for (let i = 0; i < sizeOf(batch); i++) multiply(a.data, atA[i]! * m * k, b.data, atB[i]! * k * n, output.data, i * m * n, m, k, n);
  return output;
}

type Numbers = ArrayData['data'];

/** Tiles of 2 × 4 results, so that every number read is used more than once; each result is summed in order, in double precision. */
function multiply(a: Numbers, atA: number, b: Numbers, atB: number, out: Numbers, at: number, m: number, k: number, n: number): void {
  const wide = n - (n % 4);
  for (let j = 0; j < wide; j += 4)
    for (let i = 0; i < m; i += 2) {
      // An odd last row is computed twice rather than by code of its own.
      const next = Math.min(i + 1, m - 1);
      const [row, other] = [atA + i * k, atA + next * k];
      let [p0, p1, p2, p3, q0, q1, q2, q3] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let p = 0, from = atB + j; p < k; p++, from += n) {
        const [x, y] = [a[row + p]!, a[other + p]!];
        const [b0, b1, b2, b3] = [b[from]!, b[from + 1]!, b[from + 2]!, b[from + 3]!];
        p0 += x * b0;
        p1 += x * b1;
        p2 += x * b2;
        p3 += x * b3;
        q0 += y * b0;
        q1 += y * b1;
        q2 += y * b2;
        q3 += y * b3;
      }
      const [first, second] = [at + i * n + j, at + next * n + j];
      out[first] = p0;
      out[first + 1] = p1;
      out[first + 2] = p2;
      out[first + 3] = p3;
      out[second] = q0;
      out[second + 1] = q1;
      out[second + 2] = q2;
      out[second + 3] = q3;
    }
  for (let i = 0; i < m; i++)
    for (let j = wide; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[atA + i * k + p]! * b[atB + p * n + j]!;
      out[at + i * n + j] = sum;
    }
}
