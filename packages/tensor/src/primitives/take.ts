import { broadcastShapes, ChainruleError, emptyArray, kernels, shapeText, sizeOf } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { leadingBatch } from './batch.js';
import { refuseNonIndices, refuseOutOfRange } from './indices.js';
import { sumTo } from './sum.js';

export interface Taking {
  /** How many leading axes are a batch of tables, each with its indices. Default 0. */
  readonly batch?: number;
}

/** The rows at the given indices along the first axis; an index out of range is an error before anything is read. */
export const take: Primitive<Taking> = definePrimitive({
  name: 'take',
  linearity: 'joint',
  linearInputs: [0],
  type: ([x, indices], { batch = 0 }) => {
    if (x!.shape.length <= batch) throw new ChainruleError('shape', 'a scalar has no rows', { operation: 'take' });
    refuseNonIndices(indices!, 'take');
    const lead = broadcastShapes('take', x!.shape.slice(0, batch), indices!.shape.slice(0, batch));
    return { dtype: x!.dtype, shape: [...lead, ...indices!.shape.slice(batch), ...x!.shape.slice(batch + 1)] };
  },
  value: ([x, indices], { batch = 0 }, type) => {
    const rows = x!.shape[batch]!;
    refuseOutOfRange(indices!, rows, 'take', 'rows');
    const taken = emptyArray(type.dtype, type.shape);
    const lead = type.shape.slice(0, batch);
    const [width, count] = [sizeOf(x!.shape.slice(batch + 1)), sizeOf(indices!.shape.slice(batch))];
    const [tables, lists] = [kernels.offsets(x!.shape.slice(0, batch), lead), kernels.offsets(indices!.shape.slice(0, batch), lead)];
    for (let b = 0, at = 0; b < tables.length; b++)
      for (let i = 0; i < count; i++, at += width) {
        const from = (tables[b]! * rows + indices!.data[lists[b]! * count + i]!) * width;
        for (let j = 0; j < width; j++) taken.data[at + j] = x!.data[from + j]!;
      }
    return taken;
  },
  transpose: (_, g, [x, indices], { batch = 0 }) => sumTo(g.bind(addRows, [g, indices!], { rows: x!.shape[batch]!, batch }), x!.shape),
  batch: ([x, indices], axes, { batch = 0 }) => {
    // One table for all examples: a longer list of indices.
    if (axes[0] === null && batch === 0) return [x!.take(indices!), axes[1]!];
    return [x!.bind(take, leadingBatch([x!, indices!], axes), { batch: batch + 1 }), 0];
  },
});

/** The adjoint of `take`: rows added up where their indices say, in order. */
export const addRows: Primitive<Taking & { readonly rows: number }> = definePrimitive({
  name: 'addRows',
  linearity: 'joint',
  linearInputs: [0],
  type: ([g, indices], { rows, batch = 0 }) => {
    refuseNonIndices(indices!, 'addRows');
    const lead = broadcastShapes('addRows', g!.shape.slice(0, batch), indices!.shape.slice(0, batch));
    const rank = indices!.shape.length;
    if (indices!.shape.slice(batch).some((n, i) => n !== g!.shape[batch + i]))
      throw new ChainruleError('shape', `rows ${shapeText(g!.shape)} for indices ${shapeText(indices!.shape)}`, {
        operation: 'addRows',
        hint: 'the rows begin with the axes of their indices',
      });
    return { dtype: g!.dtype, shape: [...lead, rows, ...g!.shape.slice(rank)] };
  },
  value: ([g, indices], { rows, batch = 0 }, type) => {
    refuseOutOfRange(indices!, rows, 'addRows', 'rows');
    const sums = emptyArray(type.dtype === 'float32' ? 'float64' : type.dtype, type.shape);
    const lead = type.shape.slice(0, batch);
    const [width, count] = [sizeOf(type.shape.slice(batch + 1)), sizeOf(indices!.shape.slice(batch))];
    const [sources, lists] = [kernels.offsets(g!.shape.slice(0, batch), lead), kernels.offsets(indices!.shape.slice(0, batch), lead)];
    for (let b = 0; b < sources.length; b++)
      for (let i = 0; i < count; i++) {
        const to = (b * rows + indices!.data[lists[b]! * count + i]!) * width;
        const from = (sources[b]! * count + i) * width;
        for (let j = 0; j < width; j++) sums.data[to + j]! += g!.data[from + j]!;
      }
    return kernels.cast(sums, type.dtype);
  },
  transpose: (_, g, [x, indices], { batch = 0 }) => sumTo(g.bind(take, [g, indices!], { batch }), x!.shape),
  batch: (inputs, axes, { rows, batch = 0 }) => [inputs[0]!.bind(addRows, leadingBatch(inputs, axes), { rows, batch: batch + 1 }), 0],
});
