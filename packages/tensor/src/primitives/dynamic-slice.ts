import {
  broadcastShapes,
  ChainruleError,
  emptyArray,
  kernels,
  sameShape,
  shapeText,
  sizeOf,
  stridesOf,
  type ArrayData,
  type Shape,
} from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { leadingBatch } from './batch.js';
import { refuseNonIndices } from './indices.js';
import { sumTo } from './sum.js';

export interface DynamicSlicing {
  /** Sizes along the first axes, as many as the start has numbers; later axes are taken whole. */
  readonly sizes: readonly number[];
  /** How many leading axes are a batch, each example with its own start. Default 0. */
  readonly batch?: number;
}

/** A block whose place along the first axes is given by a tensor of integers. A block that is not all inside is an error. */
export const dynamicSlice: Primitive<DynamicSlicing> = definePrimitive({
  name: 'dynamicSlice',
  linearity: 'joint',
  linearInputs: [0],
  type: ([x, start], { sizes, batch = 0 }) => {
    const lead = broadcastShapes('dynamicSlice', x!.shape.slice(0, batch), start!.shape.slice(0, batch));
    const own = x!.shape.slice(batch);
    refuseUnfit('dynamicSlice', own, start!, sizes, batch);
    return { dtype: x!.dtype, shape: [...lead, ...sizes, ...own.slice(sizes.length)] };
  },
  value: ([x, start], { batch = 0 }, type) => {
    const block = emptyArray(type.dtype, type.shape);
    const own = type.shape.slice(batch);
    const size = sizeOf(own);
    const places = placesIn(x!.shape.slice(batch), own);
    forEachBlock('dynamicSlice', x!, start!, own, type.shape.slice(0, batch), batch, (from, b) => {
      for (let i = 0; i < size; i++) block.data[b * size + i] = x!.data[from + places[i]!]!;
    });
    return block;
  },
  transpose: (_, g, [x, start], { batch = 0 }) => {
    const zeros = g.constant(0, [...g.shape.slice(0, batch), ...x!.shape.slice(batch)]);
    return sumTo(g.bind(dynamicUpdateSlice, [zeros, g, start!], { batch }), x!.shape);
  },
  batch: ([x, start], axes, { sizes, batch = 0 }) => {
    // The same place for all examples: the batch axis behind the sliced ones.
    if (axes[1] === null && batch === 0)
      return [x!.bind(dynamicSlice, [axisAt(x!, axes[0]!, sizes.length), start!], { sizes }), sizes.length];
    return [x!.bind(dynamicSlice, leadingBatch([x!, start!], axes), { sizes, batch: batch + 1 }), 0];
  },
});

/** A value with a block replaced by another, whose place along the first axes is given by a tensor of integers. */
export const dynamicUpdateSlice: Primitive<{ readonly batch?: number }> = definePrimitive({
  name: 'dynamicUpdateSlice',
  linearity: 'joint',
  linearInputs: [0, 1],
  type: ([x, update, start], { batch = 0 }) => {
    const lead = broadcastShapes('dynamicUpdateSlice', ...[x!, update!, start!].map(({ shape }) => shape.slice(0, batch)));
    const [own, block] = [x!.shape.slice(batch), update!.shape.slice(batch)];
    const sliced = start!.shape.at(-1) ?? 0;
    if (x!.dtype !== update!.dtype)
      throw new ChainruleError('dtype', `element types ${x!.dtype} and ${update!.dtype} do not mix`, {
        operation: 'dynamicUpdateSlice',
        hint: `cast one of them: .cast('${x!.dtype}')`,
      });
    refuseUnfit('dynamicUpdateSlice', own, start!, block.slice(0, sliced), batch);
    if (!sameShape(own.slice(sliced), block.slice(sliced)))
      throw new ChainruleError('shape', `a block ${shapeText(block)} does not fit into ${shapeText(own)}`, {
        operation: 'dynamicUpdateSlice',
        hint: `beyond the first ${sliced} axes they must be equal`,
      });
    return { dtype: x!.dtype, shape: [...lead, ...own] };
  },
  value: ([x, update, start], { batch = 0 }, type) => {
    const own = update!.shape.slice(batch);
    const [size, lead] = [sizeOf(own), type.shape.slice(0, batch)];
    const result = kernels.mapWith((a) => a, [x!], emptyArray(type.dtype, type.shape));
    const places = placesIn(type.shape.slice(batch), own);
    const updates = kernels.offsets(update!.shape.slice(0, batch), lead);
    forEachBlock('dynamicUpdateSlice', result, start!, own, lead, batch, (to, b) => {
      for (let i = 0; i < size; i++) result.data[to + places[i]!] = update!.data[updates[b]! * size + i]!;
    });
    return result;
  },
  transpose: (input, g, [x, update, start], { batch = 0 }) => {
    const own = update!.shape.slice(batch);
    if (input === 1) return sumTo(g.bind(dynamicSlice, [g, start!], { sizes: own.slice(0, start!.shape.at(-1)), batch }), update!.shape);
    return sumTo(g.bind(dynamicUpdateSlice, [g, g.constant(0, [...Array<number>(batch).fill(1), ...own]), start!], { batch }), x!.shape);
  },
  batch: (inputs, axes, { batch = 0 }) => {
    const [x, update, start] = inputs;
    const sliced = start!.shape.at(-1)!;
    if (axes[0] !== null && axes[1] !== null && axes[2] === null && batch === 0)
      return [x!.bind(dynamicUpdateSlice, [axisAt(x!, axes[0]!, sliced), axisAt(update!, axes[1]!, sliced), start!], {}), sliced];
    return [x!.bind(dynamicUpdateSlice, leadingBatch(inputs, axes), { batch: batch + 1 }), 0];
  },
});

/** The value with one axis moved to a place. */
function axisAt<T extends { readonly shape: Shape; transpose(axes: readonly number[]): T }>(x: T, axis: number, to: number): T {
  if (axis === to) return x;
  const order = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return x.transpose([...order.slice(0, to), axis, ...order.slice(to)]);
}

/** The places of a block's elements, counted from its first. */
const placesIn = (shape: Shape, block: Shape): Int32Array => kernels.stridedOffsets(stridesOf(shape), block);

/** For every example where its block begins in the data; checked for all before the first is visited. */
function forEachBlock(
  operation: string,
  x: ArrayData,
  start: ArrayData,
  block: Shape,
  lead: Shape,
  batch: number,
  visit: (at: number, example: number) => void,
): void {
  const own = x.shape.slice(batch);
  const strides = stridesOf(own);
  const count = start.shape.at(-1)!;
  for (let i = 0; i < start.data.length; i++) {
    const [at, axis] = [start.data[i]!, i % count];
    if (at < 0 || at + block[axis]! > own[axis]!)
      throw new ChainruleError('index', `a block of ${block[axis]!} at ${at} is not inside axis ${axis} of ${shapeText(own)}`, {
        operation,
      });
  }
  const [examples, starts] = [kernels.offsets(x.shape.slice(0, batch), lead), kernels.offsets(start.shape.slice(0, batch), lead)];
  for (let b = 0; b < examples.length; b++) {
    let at = examples[b]! * sizeOf(own);
    for (let axis = 0; axis < count; axis++) at += start.data[starts[b]! * count + axis]! * strides[axis]!;
    visit(at, b);
  }
}

function refuseUnfit(operation: string, own: Shape, start: Type, sizes: readonly number[], batch: number): void {
  refuseNonIndices(start, operation);
  if (start.shape.length !== batch + 1 || start.shape.at(-1) !== sizes.length || sizes.length > own.length)
    throw new ChainruleError('shape', `a start ${shapeText(start.shape)} and sizes ${shapeText(sizes)} for ${shapeText(own)}`, {
      operation,
      hint: 'the start is a list of one integer for each of the first axes',
    });
  const large = sizes.findIndex((size, axis) => !Number.isInteger(size) || size < 0 || size > own[axis]!);
  if (large !== -1)
    throw new ChainruleError('shape', `a block of ${sizes[large]!} does not fit into axis ${large} of ${shapeText(own)}`, { operation });
}
