import { ChainruleError, emptyArray, kernels, sizeOf, type ArrayData, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';

/** The rows at the given indices along the first axis; an index out of range is an error before anything is read. */
export const take: Primitive<object> = definePrimitive({
  name: 'take',
  linearity: 'joint',
  linearInputs: [0],
  type: ([x, indices]) => {
    if (x!.shape.length === 0) throw new ChainruleError('shape', 'a scalar has no rows', { operation: 'take' });
    if (indices!.dtype !== 'int32' && indices!.dtype !== 'uint32') throw new ChainruleError('dtype', `indices are ${indices!.dtype}`, { operation: 'take', hint: `cast them: .cast('int32')` });
    return { dtype: x!.dtype, shape: [...indices!.shape, ...x!.shape.slice(1)] };
  },
  value: ([x, indices]) => kernels.takeRows(x!, indices!),
  transpose: (_, g, [x, indices]) => g.bind(addRows, [g, indices!], { rows: x!.shape[0]! }),
  batch: ([x, indices], axes, _, size) => {
    if (axes[0] === null) return [x!.take(indices!), axes[1]!];
    throw new ChainruleError('unsupported', `rows of a batch of ${size} tables`, { operation: 'vmap of take' });
  },
});

/** The adjoint of `take`: rows added up where their indices say, in order. */
export const addRows: Primitive<{ readonly rows: number }> = definePrimitive({
  name: 'addRows',
  linearity: 'joint',
  linearInputs: [0],
  type: ([g, indices], { rows }) => ({ dtype: g!.dtype, shape: [rows, ...g!.shape.slice(indices!.shape.length)] }),
  value: ([g, indices], _, { shape }) => scatterRows(g!, indices!, shape),
  transpose: (_, g, [, indices]) => g.take(indices!),
  batch: (_inputs, _axes, _parameters, size) => {
    throw new ChainruleError('unsupported', `rows of a batch of ${size} tables`, { operation: 'vmap of addRows' });
  },
});

function scatterRows(g: ArrayData, indices: ArrayData, shape: Shape): ArrayData {
  const sums = emptyArray(g.dtype, shape);
  const width = sizeOf(shape.slice(1));
  indices.data.forEach((row, i) => {
    if (row < 0 || row >= shape[0]!) throw new ChainruleError('index', `index ${row} is out of range for ${shape[0]!} rows`, { operation: 'addRows' });
    for (let j = 0; j < width; j++) sums.data[row * width + j]! += g.data[i * width + j]!;
  });
  return sums;
}
