import { broadcastShapes, ChainruleError, emptyArray, kernels, shapeText, sameShape, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';
import { sumTo } from './sum.js';

/** Stretches axes of size 1, and adds axes in front. */
export const broadcast: Primitive<{ readonly shape: Shape }> = definePrimitive({
  name: 'broadcast',
  linearity: 'joint',
  type: ([x], { shape }) => {
    if (!sameShape(broadcastShapes('broadcastTo', x!.shape, shape), shape))
      throw new ChainruleError('shape', `${shapeText(x!.shape)} does not stretch to ${shapeText(shape)}`, { operation: 'broadcastTo' });
    return { dtype: x!.dtype, shape };
  },
  value: ([x], { shape }) => kernels.mapWith((a) => a, [x!], emptyArray(x!.dtype, shape)),
  transpose: (_, g, [x]) => sumTo(g, x!.shape),
  batch: ([x], axes, { shape }, size) => {
    const moved = batchFirst(x!, axes[0]!);
    const [, ...rest] = moved.shape;
    const aligned = moved.reshape([size, ...Array<number>(shape.length - rest.length).fill(1), ...rest]);
    return [aligned.bind(broadcast, [aligned], { shape: [size, ...shape] }), 0];
  },
});
