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
    throw new ChainruleError('shape', `cannot multiply ${shapeText(a)} by ${shapeText(b)}: the last axis of the first (${k}) must equal the second-to-last of the second (${k2})`, {
      operation: 'matmul',
      hint: m === k2 ? 'transpose the first' : k === n ? 'transpose the second' : 'check which axis holds the features',
    });
  return [...broadcastShapes('matmul', a.slice(0, -2), b.slice(0, -2)), m!, n!];
}

/** The matrix product over the last two axes. Sums run in double precision and are rounded once. */
export function matmul(a: ArrayData, b: ArrayData): ArrayData {
  const shape = matmulShape(a.shape, b.shape);
  if (a.dtype !== b.dtype) throw new ChainruleError('dtype', `element types ${a.dtype} and ${b.dtype} do not mix`, { operation: 'matmul', hint: `cast one of them: .cast('${a.dtype}')` });
  const output = emptyArray(a.dtype, shape);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  const row = n <= scratch.length ? scratch : new Float64Array(n);
  if (shape.length === 2) {
    multiply(a.data, 0, b.data, 0, output.data, 0, m, k, n, row);
    return output;
  }
  const batch = shape.slice(0, -2);
  const [atA, atB] = [offsets(a.shape.slice(0, -2), batch), offsets(b.shape.slice(0, -2), batch)];
  for (let i = 0; i < sizeOf(batch); i++) multiply(a.data, atA[i]! * m * k, b.data, atB[i]! * k * n, output.data, i * m * n, m, k, n, row);
  return output;
}

/** Room for one row of sums, so that small products allocate nothing but their result. */
const scratch = /* @__PURE__ */ new Float64Array(1024);

type Numbers = ArrayData['data'];

function multiply(a: Numbers, atA: number, b: Numbers, atB: number, out: Numbers, at: number, m: number, k: number, n: number, row: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) row[j] = 0;
    for (let p = 0; p < k; p++) {
      const factor = a[atA + i * k + p]!;
      const from = atB + p * n;
      for (let j = 0; j < n; j++) row[j]! += factor * b[from + j]!;
    }
    for (let j = 0; j < n; j++) out[at + i * n + j] = row[j]!;
  }
}
