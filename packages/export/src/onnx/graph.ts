import { kernels, sizeOf, type ArrayData, type DType, type Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { encode, type Message } from './encode.js';

/** A value of a graph. */
export interface Value extends Type {
  readonly name: string;
}

/** Element types as ONNX numbers them; unsigned words are held in wider integers, for which there is arithmetic. */
const elements: Readonly<Record<DType | 'int64', number>> = { float32: 1, float64: 11, int32: 6, uint32: 7, bool: 9, int64: 7 };
export const elementOf = (dtype: DType): number => elements[dtype];

const opset = 18;
const irVersion = 9;

/** The bytes of numbers in ONNX's element type for them. */
function bytesOf({ dtype, data }: ArrayData): Uint8Array {
  const wide = dtype === 'uint32' ? BigInt64Array.from(data, BigInt) : data.slice();
  return new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength);
}

/** What a model is made of: a graph at one number of examples, or at any. */
export interface Parts {
  readonly nodes: readonly Message[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
}
/** Numbers in a graph; sizes, axes and places are lists of integers. */
export type Constant = { readonly name: string } & ({ readonly value: ArrayData } | { readonly list: readonly number[] });
/** An input or an output; a size that is a text is known when the graph is run. */
export interface Slot {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | string)[];
}

type Attribute = number | string | readonly number[];
function attribute(name: string, value: Attribute): Message {
  if (typeof value === 'string') return { name, text: value, type: 3 };
  return typeof value === 'number' ? { name, int: value, type: 2 } : { name, ints: value, type: 7 };
}

/** An ONNX graph in the making. */
export class Graph {
  private readonly nodes: Message[] = [];
  private readonly constants: Constant[] = [];
  private readonly known = new Map<string, Value>();
  private count = 0;

  /** The results of an operation, the types of which are known. */
  nodeWith(
    operation: string,
    inputs: readonly Value[],
    types: readonly Type[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value[] {
    const outputs = types.map(({ dtype, shape }): Value => ({ name: `t${this.count++}`, dtype, shape }));
    this.nodes.push({
      inputs: inputs.map(({ name }) => name),
      outputs: outputs.map(({ name }) => name),
      name: `${operation}_${this.nodes.length}`,
      operation,
      attributes: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
    return outputs;
  }
  node(operation: string, inputs: readonly Value[], type: Type, attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.nodeWith(operation, inputs, [type], attributes)[0]!;
  }
  constant(value: ArrayData): Value {
    const name = `c${this.constants.length}`;
    this.constants.push({ name, value });
    return { name, dtype: value.dtype, shape: value.shape };
  }
  /** One number, the same node wherever it is needed. */
  number(value: number, dtype: DType): Value {
    const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`;
    const found = this.known.get(key) ?? this.constant(kernels.cast({ dtype: 'float64', shape: [], data: Float64Array.of(value) }, dtype));
    this.known.set(key, found);
    return found;
  }
  /** A list of sizes, axes or places, as inputs take them. */
  integers(values: readonly number[]): Value {
    const name = `i${this.constants.length}`;
    this.constants.push({ name, list: values });
    // The nearest of our own types: held in integers of 64 bits too.
    return { name, dtype: 'uint32', shape: [values.length] };
  }
  full(value: number, { dtype, shape }: Type): Value {
    return this.expand(this.number(value, dtype), shape);
  }
  expand(x: Value, shape: Shape): Value {
    return x.shape.join() === shape.join() ? x : this.node('Expand', [x, this.integers(shape)], { dtype: x.dtype, shape });
  }
  reshape(x: Value, shape: Shape): Value {
    if (x.shape.join() === shape.join()) return x;
    return this.node('Reshape', [x, this.integers(shape)], { dtype: x.dtype, shape }, { allowzero: sizeOf(shape) === 0 ? 1 : 0 });
  }
  cast(x: Value, dtype: DType): Value {
    return x.dtype === dtype ? x : this.node('Cast', [x], { dtype, shape: x.shape }, { to: elementOf(dtype) });
  }
  /** Indices as the operations take them. */
  places(x: Value): Value {
    return this.cast(x, 'uint32');
  }
  slice(x: Value, starts: readonly number[], ends: readonly number[], steps: readonly number[], shape: Shape): Value {
    const axes = starts.map((_, axis) => axis);
    return this.node('Slice', [x, ...[starts, ends, axes, steps].map((list) => this.integers(list))], { dtype: x.dtype, shape });
  }
  /** Zeros before, between and after the elements of every axis; a negative number cuts off. */
  pad(x: Value, low: readonly number[], high: readonly number[], gaps: readonly number[]): Value {
    let y = x;
    gaps.forEach((gap, axis) => {
      const n = y.shape[axis]!;
      if (gap === 0 || n === 0) return;
      const apart = this.reshape(y, y.shape.toSpliced(axis, 1, n, 1));
      const pads = apart.shape.map((_, i) => (i === axis + 1 ? gap : 0));
      const spread = this.padded(
        apart,
        apart.shape.map(() => 0),
        pads,
      );
      const merged = this.reshape(spread, y.shape.with(axis, n * (gap + 1)));
      y = this.cut(
        merged,
        merged.shape.map(() => 0),
        merged.shape.map((_, i) => (i === axis ? gap : 0)),
      );
    });
    const positive = (pads: readonly number[]): number[] => pads.map((n) => Math.max(0, n));
    const negative = (pads: readonly number[]): number[] => pads.map((n) => Math.max(0, -n));
    return this.padded(this.cut(y, negative(low), negative(high)), positive(low), positive(high));
  }
  private padded(x: Value, low: readonly number[], high: readonly number[]): Value {
    if ([...low, ...high].every((n) => n === 0)) return x;
    const shape = x.shape.map((n, axis) => n + low[axis]! + high[axis]!);
    return this.node('Pad', [x, this.integers([...low, ...high]), this.number(0, x.dtype)], { dtype: x.dtype, shape });
  }
  private cut(x: Value, low: readonly number[], high: readonly number[]): Value {
    if ([...low, ...high].every((n) => n === 0)) return x;
    const ends = x.shape.map((n, axis) => n - high[axis]!);
    return this.slice(
      x,
      low,
      ends,
      low.map(() => 1),
      ends.map((end, axis) => end - low[axis]!),
    );
  }
  /** Elements in opposite order along these axes. */
  reverse(x: Value, axes: readonly number[]): Value {
    if (axes.length === 0) return x;
    const list = (value: number): Value => this.integers(axes.map(() => value));
    return this.node('Slice', [x, list(-1), list(-(2 ** 31)), this.integers(axes), list(-1)], x);
  }

  /** All of it, with these results. */
  parts(inputs: readonly Value[], outputs: readonly { readonly name: string; readonly value: Value }[]): Parts {
    const named = outputs.map(({ name, value }): Message => ({ inputs: [value.name], outputs: [name], operation: 'Identity' }));
    return {
      nodes: [...this.nodes, ...named],
      constants: this.constants,
      inputs,
      outputs: outputs.map(({ name, value: { dtype, shape } }) => ({ name, dtype, shape })),
    };
  }
}

/** The model's bytes. */
export function modelOf({ nodes, constants, inputs, outputs }: Parts): Uint8Array {
  const info = ({ name, dtype, shape }: Slot): Message => {
    const sizes = shape.map((size): Message => (typeof size === 'number' ? { value: size } : { parameter: size }));
    return { name, type: { tensor: { element: elementOf(dtype), shape: { sizes } } } };
  };
  const graph = {
    nodes,
    name: 'program',
    initializers: constants.map(initializer),
    inputs: inputs.map(info),
    outputs: outputs.map(info),
  };
  return encode('Model', { irVersion, producer: 'chainrule', graph, opsets: [{ domain: '', version: opset }] });
}

function initializer(constant: Constant): Message {
  const { name } = constant;
  if ('value' in constant)
    return { shape: constant.value.shape, type: elementOf(constant.value.dtype), name, data: bytesOf(constant.value) };
  const data = BigInt64Array.from(constant.list, BigInt);
  return { shape: [data.length], type: elements.int64, name, data: new Uint8Array(data.buffer) };
}
