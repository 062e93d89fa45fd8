import { emptyArray, type DType } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';
import { refuseNonIndices, refuseOutOfRange } from './indices.js';

/** For every index a row of zeros with a one at the index. */
export const oneHot: Primitive<{ readonly depth: number; readonly dtype: DType }> = definePrimitive({
  name: 'oneHot',
  type: ([indices], { depth, dtype }) => {
    refuseNonIndices(indices!, 'oneHot');
    return { dtype, shape: [...indices!.shape, depth] };
  },
  value: ([indices], { depth }, type) => {
    refuseOutOfRange(indices!, depth, 'oneHot', 'classes');
    const rows = emptyArray(type.dtype, type.shape);
    indices!.data.forEach((index, i) => (rows.data[i * depth + index] = 1));
    return rows;
  },
  batch: ([indices], axes, parameters) => [indices!.bind(oneHot, [batchFirst(indices!, axes[0]!)], parameters), 0],
});

/** For every row of a table which of the writers, counted along the last axis, is the last to name it; −1 where none does. */
export const lastWriter: Primitive<{ readonly rows: number }> = definePrimitive({
  name: 'lastWriter',
  type: ([indices], { rows }) => {
    refuseNonIndices(indices!, 'scatter');
    return { dtype: 'int32', shape: [...indices!.shape.slice(0, -1), rows] };
  },
  value: ([indices], { rows }, type) => {
    refuseOutOfRange(indices!, rows, 'scatter', 'rows');
    const last = emptyArray('int32', type.shape);
    last.data.fill(-1);
    const writers = indices!.shape.at(-1)!;
    indices!.data.forEach((row, i) => (last.data[Math.floor(i / writers) * rows + row] = i % writers));
    return last;
  },
  batch: ([indices], axes, parameters) => [indices!.bind(lastWriter, [batchFirst(indices!, axes[0]!)], parameters), 0],
});
