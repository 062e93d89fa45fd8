import { ChainruleError, emptyArray, shapeText, sizeOf } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { allBatched } from './batch.js';
import { along, slice } from './slice.js';

/** Values one after the other along an axis. */
export const concatenate: Primitive<{ readonly axis: number }> = definePrimitive({
  name: 'concatenate',
  linearity: 'joint',
  type: (inputs, { axis }) => {
    const [first] = inputs;
    if (first === undefined) throw new ChainruleError('argument', 'nothing to concatenate', { operation: 'concatenate' });
    for (const { dtype, shape } of inputs) {
      if (dtype !== first.dtype)
        throw new ChainruleError('dtype', `element types ${first.dtype} and ${dtype} do not mix`, {
          operation: 'concatenate',
          hint: `cast one of them: .cast('${first.dtype}')`,
        });
      if (shape.length !== first.shape.length || shape.some((n, i) => i !== axis && n !== first.shape[i]))
        throw new ChainruleError('shape', `${shapeText(first.shape)} and ${shapeText(shape)} do not join along axis ${axis}`, {
          operation: 'concatenate',
          hint: 'all other axes must be equal; stack makes a new axis',
        });
    }
    const total = inputs.reduce((sum, { shape }) => sum + shape[axis]!, 0);
    return { dtype: first.dtype, shape: first.shape.map((n, i) => (i === axis ? total : n)) };
  },
  value: (inputs, { axis }, type) => {
    const joined = emptyArray(type.dtype, type.shape);
    const rows = sizeOf(type.shape.slice(0, axis));
    let at = 0;
    for (let row = 0; row < rows; row++)
      for (const { shape, data } of inputs) {
        const width = sizeOf(shape.slice(axis));
        joined.data.set(data.subarray(row * width, (row + 1) * width), at);
        at += width;
      }
    return joined;
  },
  transpose: (input, g, inputs, { axis }) => {
    const start = inputs.slice(0, input).reduce((sum, { shape }) => sum + shape[axis]!, 0);
    return g.bind(slice, [g], along(g.shape, axis, start, inputs[input]!.shape[axis]!));
  },
  batch: (inputs, axes, { axis }, size) => [inputs[0]!.bind(concatenate, allBatched(inputs, axes, size), { axis: axis + 1 }), 0],
});
