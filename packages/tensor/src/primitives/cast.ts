import { isFloat, kernels, type DType } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';

/** The same numbers as another element type. Between floating-point types it is linear; no derivative goes through integers. */
export const cast: Primitive<{ readonly dtype: DType }> = definePrimitive({
  name: 'cast',
  type: ([x], { dtype }) => ({ dtype, shape: x!.shape }),
  value: ([x], { dtype }) => kernels.cast(x!, dtype),
  linearity: 'joint',
  jvp: ([t], _, { dtype }) => (isFloat(dtype) ? t!.cast(dtype) : undefined),
  transpose: (_, g, [x]) => (isFloat(g.dtype) ? g.cast(x!.dtype) : undefined),
  batch: ([x], axes, { dtype }) => [x!.cast(dtype), axes[0]!],
});
