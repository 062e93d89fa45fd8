import { ChainruleError } from '../errors.js';
import { mul, where, type Elementwise } from '../expression/expr.js';
import { emptyArray, type ArrayData } from './array-data.js';
import { isFloat, type DType, type TypedArray } from './dtype.js';
import { loopOf } from './loops.js';
import { broadcastShapes, broadcastStrides, sameShape, sizeOf, type Shape } from './shape.js';

/** The element type of `fn` of values of these types. Throws `dtype` when kinds are mixed, or integers given to a function of real numbers. */
export function resultType(fn: Elementwise, types: readonly DType[]): DType {
  const operands = fn === where ? types.slice(1) : types;
  const first = operands[0];
  if (first === undefined) return 'float64';
  const other = operands.find((type) => type !== first);
  if (other !== undefined)
    throw new ChainruleError('dtype', `element types ${first} and ${other} do not mix`, {
      operation: fn.name,
      hint: `cast one of them: .cast('${isFloat(other) ? other : first}')`,
    });
  if (fn.isCondition) return 'bool';
  if (isFloat(first) || (fn.keepsIntegers && (first !== 'bool' || fn === where))) return first;
  throw new ChainruleError('dtype', `${fn.name} of ${first} is not ${first === 'bool' ? 'a number' : 'an integer'}`, {
    operation: fn.name,
    hint: `cast it first: .cast('float32')`,
  });
}

/** A function of the table on every element, operands broadcast, the result rounded to its element type. */
export function mapElements(fn: Elementwise, inputs: readonly ArrayData[]): ArrayData {
  const dtype = resultType(
    fn,
    inputs.map((input) => input.dtype),
  );
  const output = emptyArray(dtype, broadcastShapes(fn.name, ...inputs.map((input) => input.shape)));
  const loop = isFloat(dtype) ? loopOf(fn) : undefined;
  const [a, b = a] = inputs;
  const strides = [a!, b!].map((input) => (sameShape(input.shape, output.shape) ? 1 : input.data.length === 1 ? 0 : undefined));
  if (loop !== undefined && strides[0] !== undefined && strides[1] !== undefined) {
    loop(output.data, a!.data, strides[0], b!.data, strides[1]);
    return output;
  }
  return mapWith(fn === mul && !isFloat(dtype) ? Math.imul : fn.value, inputs, output);
}

/** Any function of numbers on every element; fills and returns `output`, whose shape the inputs broadcast to. */
export function mapWith(f: (...args: number[]) => number, inputs: readonly ArrayData[], output: ArrayData): ArrayData {
  const { data: out, shape } = output;
  const [x, y, z] = inputs.map(({ data }) => data) as [TypedArray, TypedArray, TypedArray];
  const periods = inputs.map((input) => period(input.shape, shape, input.data.length));
  if (inputs.length <= 3 && periods.every((p) => p !== undefined)) {
    // The common cases without index arithmetic: equal shapes, scalars, and rows repeated over the axes before them.
    const [p, q, r] = periods as [number, number, number];
    if (inputs.length === 1) for (let i = 0; i < out.length; i++) out[i] = f(x[i % p]!);
    else if (inputs.length === 2) for (let i = 0; i < out.length; i++) out[i] = f(x[i % p]!, y[i % q]!);
    else for (let i = 0; i < out.length; i++) out[i] = f(x[i % p]!, y[i % q]!, z[i % r]!);
    return output;
  }
  const walkers = inputs.map((input) => offsets(input.shape, shape));
  const [p, q, r] = walkers as [Int32Array, Int32Array, Int32Array];
  if (inputs.length === 1) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]!]!);
  else if (inputs.length === 2) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]!]!, y[q[i]!]!);
  else if (inputs.length === 3) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]!]!, y[q[i]!]!, z[r[i]!]!);
  else for (let i = 0; i < out.length; i++) out[i] = f(...inputs.map((input, k) => input.data[walkers[k]![i]!]!));
  return output;
}

/** After how many elements of the larger shape the smaller one starts again, where it is the last part of it, undefined elsewhere. */
function period(shape: Shape, to: Shape, size: number): number | undefined {
  if (size === 1) return 1;
  const leading = shape.findIndex((n) => n !== 1);
  const skipped = shape.length === to.length && sameShape(shape, to) ? 0 : leading;
  for (let axis = skipped; axis < shape.length; axis++) if (shape[axis] !== to[axis - shape.length + to.length]) return undefined;
  return size;
}

/** For every element of the larger shape, where the smaller one keeps it. */
export function offsets(shape: Shape, to: Shape): Int32Array {
  return stridedOffsets(broadcastStrides(shape, to), to);
}

/** The offsets of every element of a shape under the given strides. */
export function stridedOffsets(strides: readonly number[], shape: Shape): Int32Array {
  let found = new Int32Array(sizeOf(shape) === 0 ? 0 : 1);
  for (let axis = 0; axis < shape.length; axis++) {
    const [size, stride] = [shape[axis]!, strides[axis]!];
    const next = new Int32Array(found.length * size);
    for (let i = 0, at = 0; i < found.length; i++) for (let j = 0; j < size; j++) next[at++] = found[i]! + j * stride;
    found = next;
  }
  return found;
}
