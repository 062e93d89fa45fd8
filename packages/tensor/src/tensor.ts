import {
  add,
  abs,
  ChainruleError,
  cos,
  div,
  emptyArray,
  eq,
  exp,
  ge,
  gt,
  kernels,
  le,
  log,
  lt,
  max,
  min,
  mul,
  neg,
  normalizeAxes,
  pow,
  sameShape,
  sign,
  sin,
  sqrt,
  sub,
  tanh,
  where,
  isFloat,
} from '@chainrule/core';
import type { ArrayData, DType, Elementwise, NdArray, Nested, ReduceOptions, Shape, TypedArray, Value } from '@chainrule/core';
import { readArray, typeText, type BackendArray, type Type } from '@chainrule/program';
import { Node } from './graph/node.js';
import type { Primitive } from './graph/primitive.js';
import { realize, settings } from './graph/realize.js';
import { recording } from './graph/recording.js';
import { callSite } from './graph/call-site.js';
import { broadcast } from './primitives/broadcast.js';
import { cast } from './primitives/cast.js';
import { applicationFormula, formula } from './primitives/formula.js';
import { matmul } from './primitives/matmul.js';
import { extreme } from './primitives/extreme.js';
import { reshape } from './primitives/reshape.js';
import { sum } from './primitives/sum.js';
import { take } from './primitives/take.js';
import { transpose } from './primitives/transpose.js';

type Operand = Value | number;
type Axes = number | readonly number[];

/** What an operand must be besides itself: nothing, or, where its element type is known to be another, a cast. */
export type Fitting<D extends DType, O> =
  O extends Tensor<infer E>
    ? [D] extends [E]
      ? unknown
      : [E] extends [D]
        ? unknown
        : { readonly 'element types differ, cast one of them': [D, E] }
    : unknown;

/** A pending graph larger than this is computed when the next operation is added to it: memory must not grow with time. */
const mostPending = 500;

/**
 * A node of a graph: numbers with a shape and an element type, computed when they are asked for.
 *
 * The methods are those of core's `Value`; every operation, these included, is also a function. Operands broadcast as in
 * NumPy; JavaScript numbers take the tensor's element type; mixed element types are an error that names the cast.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * const x = tensor([[1, 2], [3, 4]]);
 * x.matmul(x).add(1).toString(); // → 'f32[2, 2] [[8, 11],\n [16, 23]]'
 * ```
 */
export class Tensor<D extends DType = DType> implements Value {
  constructor(
    /** The application that gives this value. For transformations and tools, not for everyday use. */
    readonly node: Node,
    /** Which of the node's results it is. */
    readonly index: number,
  ) {}

  get shape(): Shape {
    return this.type.shape;
  }
  get dtype(): D {
    return this.type.dtype as D;
  }
  get type(): Type {
    return this.node.types[this.index]!;
  }

  /** An application of any primitive: what operations, rules and plugins are made of. */
  bind<P>(primitive: Primitive<P>, inputs: readonly Tensor[], parameters: P): Tensor {
    return this.bindAll(primitive, inputs, parameters)[0]!;
  }
  /** The same for a primitive with several results. */
  bindAll<P>(primitive: Primitive<P>, inputs: readonly Tensor[], parameters: P): Tensor[] {
    return apply(primitive, inputs, parameters);
  }
  /** The tensor itself; of a variable, the value it has now. */
  // eslint-disable-next-line @typescript-eslint/prefer-return-this-type -- a variable gives another tensor
  now(): Tensor<D> {
    return this;
  }
  /** Another result of a node, for transformations. */
  sibling(node: Node, index: number): Tensor {
    return new Tensor(node, index);
  }
  /** A constant of this element type. */
  constant(value: number, shape: Shape = []): Tensor<D> {
    const filled = emptyArray(this.dtype, shape);
    filled.data.fill(value);
    return leaf(filled, { literal: true }) as Tensor<D>;
  }
  /** Axes of size 1 stretched, axes added in front. */
  broadcastTo(shape: Shape): Tensor<D> {
    return sameShape(this.shape, shape) ? this : (this.bind(broadcast, [this], { shape }) as Tensor<D>);
  }

  add<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(add, other) as Tensor<D>;
  }
  sub<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(sub, other) as Tensor<D>;
  }
  mul<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(mul, other) as Tensor<D>;
  }
  div<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(div, other) as Tensor<D>;
  }
  pow<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(pow, other) as Tensor<D>;
  }
  maximum<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(max, other) as Tensor<D>;
  }
  minimum<O extends Operand>(other: O & Fitting<D, O>): Tensor<D> {
    return this.apply(min, other) as Tensor<D>;
  }
  neg(): Tensor<D> {
    return this.apply(neg) as Tensor<D>;
  }
  exp(): Tensor<D> {
    return this.apply(exp) as Tensor<D>;
  }
  log(): Tensor<D> {
    return this.apply(log) as Tensor<D>;
  }
  sin(): Tensor<D> {
    return this.apply(sin) as Tensor<D>;
  }
  cos(): Tensor<D> {
    return this.apply(cos) as Tensor<D>;
  }
  tanh(): Tensor<D> {
    return this.apply(tanh) as Tensor<D>;
  }
  sqrt(): Tensor<D> {
    return this.apply(sqrt) as Tensor<D>;
  }
  abs(): Tensor<D> {
    return this.apply(abs) as Tensor<D>;
  }
  sign(): Tensor<D> {
    return this.apply(sign) as Tensor<D>;
  }
  apply(fn: Elementwise, ...others: readonly Operand[]): Tensor {
    const operands = [this, ...others.map(lift)];
    const tensors = operands.filter((operand) => typeof operand !== 'number');
    return this.bind(formula, tensors, applicationFormula(fn, operands));
  }
  greater<O extends Operand>(other: O & Fitting<D, O>): Tensor<'bool'> {
    return this.apply(gt, other) as Tensor<'bool'>;
  }
  greaterEqual<O extends Operand>(other: O & Fitting<D, O>): Tensor<'bool'> {
    return this.apply(ge, other) as Tensor<'bool'>;
  }
  less<O extends Operand>(other: O & Fitting<D, O>): Tensor<'bool'> {
    return this.apply(lt, other) as Tensor<'bool'>;
  }
  lessEqual<O extends Operand>(other: O & Fitting<D, O>): Tensor<'bool'> {
    return this.apply(le, other) as Tensor<'bool'>;
  }
  equal<O extends Operand>(other: O & Fitting<D, O>): Tensor<'bool'> {
    return this.apply(eq, other) as Tensor<'bool'>;
  }
  where(yes: Operand, no: Operand): Tensor {
    return this.apply(where, yes, no);
  }
  sum(axes?: Axes, { keepDims = false }: ReduceOptions = {}): Tensor<D> {
    return this.bind(sum, [this], { axes: normalizeAxes(axes, this.shape.length, 'sum'), keepDims }) as Tensor<D>;
  }
  mean(axes?: Axes, options?: ReduceOptions): Tensor<D> {
    if (!isFloat(this.dtype))
      throw new ChainruleError('dtype', `the mean of ${this.dtype} is not an integer`, {
        operation: 'mean',
        hint: `cast it first: .cast('float32')`,
      });
    const count = normalizeAxes(axes, this.shape.length, 'mean').reduce((n, axis) => n * this.shape[axis]!, 1);
    return this.sum(axes, options).div(count);
  }
  max(axes?: Axes, { keepDims = false }: ReduceOptions = {}): Tensor<D> {
    return this.bind(extreme, [this], { which: 'max', axes: normalizeAxes(axes, this.shape.length, 'max'), keepDims }) as Tensor<D>;
  }
  min(axes?: Axes, { keepDims = false }: ReduceOptions = {}): Tensor<D> {
    return this.bind(extreme, [this], { which: 'min', axes: normalizeAxes(axes, this.shape.length, 'min'), keepDims }) as Tensor<D>;
  }
  matmul<O extends Value>(other: O & Fitting<D, O>): Tensor<D> {
    return this.bind(matmul, [this, lift(other)], {}) as Tensor<D>;
  }
  transpose(axes?: readonly number[]): Tensor<D> {
    return this.bind(transpose, [this], { axes: kernels.axisOrder(axes, this.shape.length) }) as Tensor<D>;
  }
  reshape(shape: Shape): Tensor<D> {
    const to = kernels.reshapedShape(this.shape, shape);
    return sameShape(to, this.shape) ? this : (this.bind(reshape, [this], { shape: to }) as Tensor<D>);
  }
  take(indices: Value): Tensor<D> {
    return this.bind(take, [this, lift(indices)], {}) as Tensor<D>;
  }
  fill(value: number): Tensor<D> {
    return this.constant(value, this.shape);
  }
  cast<T extends DType>(dtype: T): Tensor<T> {
    const own: DType = this.dtype;
    return own === dtype ? (this as unknown as Tensor<T>) : (this.bind(cast, [this], { dtype }) as Tensor<T>);
  }

  /** The numbers, row-major: a copy. Throws `not-concrete` inside a traced function. */
  async data(): Promise<TypedArray> {
    return Promise.resolve(this.dataSync());
  }
  /** The same without waiting. */
  dataSync(): TypedArray {
    return this.read().data.slice();
  }
  /** The one number of a tensor with one element. Throws `shape` for any other. */
  item(): number {
    const { data } = this.read();
    if (data.length !== 1)
      throw new ChainruleError('shape', `${typeText(this.type)} is not one number`, {
        operation: 'item',
        hint: 'reduce it first, with sum() or mean(), or read data()',
      });
    return data[0]!;
  }
  /** The numbers as nested arrays. */
  async toArray(): Promise<Nested> {
    return Promise.resolve(nested(this.dataSync(), this.shape));
  }
  /** A tensor of the same numbers that shares nothing with this one: keeps them when this one is donated. */
  clone(): Tensor<D> {
    const { dtype, shape, data } = this.read();
    return leaf({ dtype, shape, data: data.slice() }) as Tensor<D>;
  }
  toString(): string {
    return this.node.abstract
      ? `${typeText(this.type)} (traced, no value yet)`
      : `${typeText(this.type)} ${kernels.nestedText(this.read())}`;
  }

  private read(): ArrayData {
    const { node, index } = this.now();
    if (node.values === undefined) realize([this.now()]);
    return readArray(node.values![index]!);
  }
}

function nested(data: TypedArray, shape: Shape): Nested {
  if (shape.length === 0) return data[0]!;
  const rest = shape.slice(1);
  const size = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: shape[0]! }, (_, i) => nested(data.subarray(i * size, (i + 1) * size), rest));
}

/** Whether it is a tensor of any element type. */
export const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

/** A node for this application; computed at once only when the graph that waits to be computed has grown large. */
export function apply<P>(primitive: Primitive<P>, operands: readonly Tensor[], parameters: P): Tensor[] {
  const inputs = operands.map((operand) => operand.now());
  const types = primitive.types(
    inputs.map((input) => input.type),
    parameters,
  );
  const node = new Node(primitive as Primitive, inputs, parameters, types, recording());
  if (settings.debugNaN || settings.keepSites) node.site = callSite();
  const outputs = types.map((_, index) => new Tensor(node, index));
  if (node.pending > mostPending && !node.abstract) realize(outputs);
  return outputs;
}

/** A tensor with known values. */
export function leaf(values: BackendArray, { literal = false }: { readonly literal?: boolean } = {}): Tensor {
  const { dtype, shape } = values;
  return new Tensor(new Node(undefined, [], undefined, [{ dtype, shape }], { values: [values], literal }), 0);
}

/** A tensor without a value, which a traced function is called with. */
export function placeholder(type: Type): Tensor {
  return new Tensor(new Node(undefined, [], undefined, [type]), 0);
}

/** A tensor of a plain array; tensors and numbers as they are. */
export function lift(value: Value): Tensor;
export function lift(value: Operand): Tensor | number;
export function lift(value: Operand): Tensor | number {
  if (typeof value === 'number' || value instanceof Tensor) return value;
  if ('data' in value && ArrayBuffer.isView(value.data)) return leaf(value as NdArray);
  throw new ChainruleError('argument', 'this is neither a tensor, nor a plain array, nor a number', { operation: 'tensor' });
}
