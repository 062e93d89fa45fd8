import { ChainruleError } from '../errors.js';
import { add, div, eq, ge, gt, le, log, lt, mul, neg, pow, sub, where, type Elementwise } from '../expression/expr.js';
import { exp, sqrt } from '../elementwise/exponential.js';
import { tanh } from '../elementwise/hyperbolic.js';
import { abs, max, min, sign } from '../elementwise/piecewise.js';
import { cos, sin } from '../elementwise/trigonometric.js';
import { emptyArray, type ArrayData } from './array-data.js';
import { dtypeOf, isFloat, type DType, type TypedArray } from './dtype.js';
import { mapElements } from './map.js';
import { matmul } from './matmul.js';
import { axisOrder, cast, reshapedShape, takeRows, transpose } from './move.js';
import { nestedText } from './nested-text.js';
import { largest, pairwiseSum, reduce, smallest, type Reducer } from './reduce.js';
import { checkShape, normalizeAxes, sizeOf, type Shape } from './shape.js';
import type { ReduceOptions, Value } from './value.js';

type Operand = Value | number;
type Axes = number | readonly number[];

/** A plain array of numbers with a shape: the implementation of `Value` that computes at once, in plain TypeScript. */
export class NdArray implements Value, ArrayData {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: TypedArray;

  constructor({ dtype, shape, data }: ArrayData) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  add(other: Operand): NdArray {
    return this.apply(add, other);
  }
  sub(other: Operand): NdArray {
    return this.apply(sub, other);
  }
  mul(other: Operand): NdArray {
    return this.apply(mul, other);
  }
  div(other: Operand): NdArray {
    return this.apply(div, other);
  }
  pow(other: Operand): NdArray {
    return this.apply(pow, other);
  }
  maximum(other: Operand): NdArray {
    return this.apply(max, other);
  }
  minimum(other: Operand): NdArray {
    return this.apply(min, other);
  }
  neg(): NdArray {
    return this.apply(neg);
  }
  exp(): NdArray {
    return this.apply(exp);
  }
  log(): NdArray {
    return this.apply(log);
  }
  sin(): NdArray {
    return this.apply(sin);
  }
  cos(): NdArray {
    return this.apply(cos);
  }
  tanh(): NdArray {
    return this.apply(tanh);
  }
  sqrt(): NdArray {
    return this.apply(sqrt);
  }
  abs(): NdArray {
    return this.apply(abs);
  }
  sign(): NdArray {
    return this.apply(sign);
  }
  apply(fn: Elementwise, ...others: readonly Operand[]): NdArray {
    return new NdArray(mapElements(fn, [this, ...others.map((other) => this.operand(other, fn.name))]));
  }
  greater(other: Operand): NdArray {
    return this.apply(gt, other);
  }
  greaterEqual(other: Operand): NdArray {
    return this.apply(ge, other);
  }
  less(other: Operand): NdArray {
    return this.apply(lt, other);
  }
  lessEqual(other: Operand): NdArray {
    return this.apply(le, other);
  }
  equal(other: Operand): NdArray {
    return this.apply(eq, other);
  }
  where(yes: Operand, no: Operand): NdArray {
    // A number takes the element type of the other branch.
    const like = typeof yes === 'number' ? no : yes;
    const branch = typeof like === 'number' ? new NdArray(emptyArray('float64', [])) : NdArray.of(like, 'where');
    return new NdArray(mapElements(where, [this, branch.operand(yes, 'where'), branch.operand(no, 'where')]));
  }
  sum(axes?: Axes, options?: ReduceOptions): NdArray {
    return this.reduce('sum', pairwiseSum, axes, options);
  }
  mean(axes?: Axes, options?: ReduceOptions): NdArray {
    const mean: Reducer = (at, count) => pairwiseSum(at, count) / count;
    if (!isFloat(this.dtype))
      throw new ChainruleError('dtype', `the mean of ${this.dtype} is not an integer`, {
        operation: 'mean',
        hint: `cast it first: .cast('float64')`,
      });
    return this.reduce('mean', mean, axes, options);
  }
  max(axes?: Axes, options?: ReduceOptions): NdArray {
    return this.reduce('max', largest, axes, options);
  }
  min(axes?: Axes, options?: ReduceOptions): NdArray {
    return this.reduce('min', smallest, axes, options);
  }
  matmul(other: Value): NdArray {
    return new NdArray(matmul(this, NdArray.of(other, 'matmul')));
  }
  transpose(axes?: readonly number[]): NdArray {
    return new NdArray(transpose(this, axisOrder(axes, this.shape.length)));
  }
  reshape(shape: Shape): NdArray {
    return new NdArray({ dtype: this.dtype, shape: reshapedShape(this.shape, shape), data: this.data });
  }
  take(indices: Value): NdArray {
    return new NdArray(takeRows(this, NdArray.of(indices, 'take')));
  }
  fill(value: number): NdArray {
    const filled = emptyArray(this.dtype, this.shape);
    filled.data.fill(value);
    return new NdArray(filled);
  }
  cast(dtype: DType): NdArray {
    return dtype === this.dtype ? this : new NdArray(cast(this, dtype));
  }
  /** The one number of a value with one element. Throws `shape` otherwise. */
  item(): number {
    if (this.data.length !== 1) throw new ChainruleError('shape', `${this.data.length} elements are not one number`, { operation: 'item' });
    return this.data[0]!;
  }
  toString(): string {
    return nestedText(this);
  }

  private reduce(operation: string, reducer: Reducer, axes: Axes | undefined, options: ReduceOptions = {}): NdArray {
    return new NdArray(reduce(operation, reducer, this, normalizeAxes(axes, this.shape.length, operation), options.keepDims ?? false));
  }
  private operand(other: Operand, operation: string): NdArray {
    if (typeof other !== 'number') return NdArray.of(other, operation);
    const scalar = emptyArray(this.dtype, []);
    scalar.data[0] = other;
    return new NdArray(scalar);
  }
  private static of(value: Value, operation: string): NdArray {
    if (value instanceof NdArray) return value;
    if ('data' in value && ArrayBuffer.isView(value.data)) return new NdArray(value as Value & ArrayData);
    throw new ChainruleError('argument', 'a plain array and a tensor do not mix', {
      operation,
      hint: 'make a tensor of the array with tensor(array)',
    });
  }
}

/** A number, or arrays of arrays of numbers. */
export type Nested = number | readonly Nested[];

/**
 * A plain array from numbers, nested arrays or a typed array.
 *
 * Without `dtype` a typed array keeps its element type (bytes are truth values) and plain numbers become float64.
 * Throws `shape` for ragged rows and for a shape that does not fit the data.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * const a = ndarray([[1, 2], [3, 4]]);
 * a.shape; // → [2, 2]
 * a.sum(0).toString(); // → '[4, 6]'
 * ```
 */
export function ndarray(data: Nested | TypedArray, options: { readonly shape?: Shape; readonly dtype?: DType } = {}): NdArray {
  const typed = ArrayBuffer.isView(data);
  const shape = options.shape ?? (typed ? [data.length] : nestedShape(data));
  const flat = typed ? data : Float64Array.from(leaves(data));
  checkShape(shape, 'ndarray');
  if (sizeOf(shape) !== flat.length)
    throw new ChainruleError('shape', `${flat.length} numbers do not fill shape [${shape.join(', ')}]`, { operation: 'ndarray' });
  const source = new NdArray({ dtype: typed ? dtypeOf(data) : 'float64', shape: [...shape], data: typed ? data.slice() : flat });
  return source.cast(options.dtype ?? source.dtype);
}

function leaves(data: Nested): number[] {
  return typeof data === 'number' ? [data] : data.flatMap(leaves);
}

function nestedShape(data: Nested): number[] {
  if (typeof data === 'number') return [];
  const [first, ...rest] = data.map(nestedShape);
  const ragged = rest.findIndex((shape) => shape.join() !== first!.join());
  if (ragged !== -1)
    throw new ChainruleError(
      'shape',
      `row ${ragged + 1} has shape [${rest[ragged]!.join(', ')}], the rows before it [${first!.join(', ')}]`,
      { operation: 'ndarray' },
    );
  return [data.length, ...(first ?? [])];
}
