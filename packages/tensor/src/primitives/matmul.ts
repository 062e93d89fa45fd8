import { ChainruleError, kernels, sizeOf } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { alignBatch } from './batch.js';
import { sumTo } from './sum.js';

/** The matrix product over the last two axes, `[…, m, k] × […, k, n] → […, m, n]`; leading axes broadcast. */
export const matmul: Primitive<object> = definePrimitive({
  name: 'matmul',
  linearity: 'each',
  type: ([a, b]) => {
    if (a!.dtype !== b!.dtype)
      throw new ChainruleError('dtype', `element types ${a!.dtype} and ${b!.dtype} do not mix`, {
        operation: 'matmul',
        hint: `cast one of them: .cast('${a!.dtype}')`,
      });
    return { dtype: a!.dtype, shape: kernels.matmulShape(a!.shape, b!.shape) };
  },
  value: ([a, b]) => kernels.matmul(a!, b!),
  transpose: (i, g, [a, b]) => (i === 0 ? sumTo(timesTransposed(g, b!, a!), a!.shape) : sumTo(transposedTimes(a!, g, b!), b!.shape)),
  batch: (inputs, axes) => {
    const [a, b] = alignBatch(inputs, axes);
    return [a!.matmul(b!), 0];
  },
});

// Exchanging axes moves memory, so it is the smaller ones that are exchanged: the factor, or the other factor and the result.

/** g·bᵀ, as large as `like`. */
const timesTransposed = (g: Tensor, b: Tensor, like: Tensor): Tensor =>
  sizeOf(b.shape) <= sizeOf(g.shape) + sizeOf(like.shape) ? g.matmul(swapped(b)) : swapped(b.matmul(swapped(g)));

/** aᵀ·g, as large as `like`. */
const transposedTimes = (a: Tensor, g: Tensor, like: Tensor): Tensor =>
  sizeOf(a.shape) <= sizeOf(g.shape) + sizeOf(like.shape) ? swapped(a).matmul(g) : swapped(swapped(g).matmul(a));

/** The last two axes exchanged. */
const swapped = (x: Tensor): Tensor => {
  const rank = x.shape.length;
  return x.transpose(x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)));
};
