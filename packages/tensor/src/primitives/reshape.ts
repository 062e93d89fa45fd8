import type { Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';

/** The same numbers under another shape of the same size. */
export const reshape: Primitive<{ readonly shape: Shape }> = definePrimitive({
  name: 'reshape',
  linearity: 'joint',
  type: ([x], { shape }) => ({ dtype: x!.dtype, shape }),
  value: ([x], { shape }) => ({ dtype: x!.dtype, shape, data: x!.data }),
  transpose: (_, g, [x]) => g.reshape(x!.shape),
  batch: ([x], axes, { shape }, size) => [batchFirst(x!, axes[0]!).reshape([size, ...shape]), 0],
});
