import { ChainruleError } from '../errors.js';
import { emptyArray, type ArrayData } from './array-data.js';
import { allocate, type DType } from './dtype.js';
import { stridedOffsets } from './map.js';
import { normalizeAxes, normalizeAxis, shapeText, sizeOf, stridesOf, type Shape } from './shape.js';

/** The order of axes, checked; reversed when none is given. */
export function axisOrder(axes: readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, i) => rank - 1 - i);
  const order = axes.map((axis) => normalizeAxis(axis, rank, 'transpose'));
  if (normalizeAxes(order, rank, 'transpose').length !== rank)
    throw new ChainruleError('argument', `axes [${axes.join(', ')}] are not an order of all ${rank} axes`, { operation: 'transpose' });
  return order;
}

/** Axes in another order. */
export function transpose(input: ArrayData, order: readonly number[]): ArrayData {
  const strides = stridesOf(input.shape);
  const output = emptyArray(
    input.dtype,
    order.map((axis) => input.shape[axis]!),
  );
  const [target, source] = [output.data, input.data];
  if (order.length === 2 && order[0] === 1) {
    const [rows, columns] = input.shape as [number, number];
    for (let j = 0, to = 0; j < columns; j++) for (let i = 0, from = j; i < rows; i++, from += columns) target[to++] = source[from]!;
    return output;
  }
  const from = stridedOffsets(
    order.map((axis) => strides[axis]!),
    output.shape,
  );
  for (let i = 0; i < from.length; i++) target[i] = source[from[i]!]!;
  return output;
}

/** The new shape with a −1 worked out. Throws `shape` when the sizes do not agree. */
export function reshapedShape(from: Shape, to: Shape): number[] {
  const size = sizeOf(from);
  const known = sizeOf(to.filter((n) => n !== -1));
  const unknowns = to.filter((n) => n === -1).length;
  const shape = to.map((n) => (n === -1 ? size / known : n));
  if (unknowns > 1 || shape.some((n) => !Number.isInteger(n) || n < 0) || sizeOf(shape) !== size)
    throw new ChainruleError('shape', `${shapeText(from)} (${size} elements) does not reshape to ${shapeText(to)}`, {
      operation: 'reshape',
    });
  return shape;
}

/** The rows at the given indices along the first axis. Throws `index` before anything is read. */
export function takeRows(input: ArrayData, indices: ArrayData): ArrayData {
  const rows = input.shape[0];
  if (rows === undefined) throw new ChainruleError('shape', 'a scalar has no rows', { operation: 'take' });
  if (indices.dtype !== 'int32' && indices.dtype !== 'uint32')
    throw new ChainruleError('dtype', `indices are ${indices.dtype}`, { operation: 'take', hint: `cast them: .cast('int32')` });
  const bad = indices.data.findIndex((i) => i < 0 || i >= rows);
  if (bad !== -1) throw new ChainruleError('index', `index ${indices.data[bad]} is out of range for ${rows} rows`, { operation: 'take' });
  const rowShape = input.shape.slice(1);
  const width = sizeOf(rowShape);
  const output = emptyArray(input.dtype, [...indices.shape, ...rowShape]);
  for (let i = 0; i < indices.data.length; i++)
    output.data.set(input.data.subarray(indices.data[i]! * width, (indices.data[i]! + 1) * width), i * width);
  return output;
}

/** The same numbers as another element type: towards zero to integers, not-zero to true. */
export function cast(input: ArrayData, dtype: DType): ArrayData {
  if (dtype === input.dtype) return input;
  const data = allocate(dtype, input.data.length);
  for (let i = 0; i < data.length; i++) data[i] = dtype === 'bool' ? (input.data[i] === 0 ? 0 : 1) : input.data[i]!;
  return { dtype, shape: input.shape, data };
}
