import { kernels } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';

/** Axes in another order. */
export const transpose: Primitive<{ readonly axes: readonly number[] }> = definePrimitive({
  name: 'transpose',
  linearity: 'joint',
  type: ([x], { axes }) => ({ dtype: x!.dtype, shape: axes.map((axis) => x!.shape[axis]!) }),
  value: ([x], { axes }) => kernels.transpose(x!, axes),
  transpose: (_, g, __, { axes }) => g.transpose(axes.map((_, axis) => axes.indexOf(axis))),
  batch: ([x], axes, { axes: order }) => [batchFirst(x!, axes[0]!).transpose([0, ...order.map((axis) => axis + 1)]), 0],
});
