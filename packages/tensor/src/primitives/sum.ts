import { kernels, reducedShape, sameShape, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { batchFirst } from './batch.js';

/** Which axes are reduced (from the front, in order), and whether they stay with size 1. */
export interface Reduction {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** The reduction of every member of a batch whose axis comes first. */
export const batchedReduction = <R extends Reduction>(reduction: R): R => ({ ...reduction, axes: reduction.axes.map((axis) => axis + 1) });

/** A reduction's result with its axes put back as ones, so that it broadcasts against what was reduced. */
export const withAxes = (reduced: Tensor, shape: Shape, { axes }: Reduction): Tensor => reduced.reshape(reducedShape(shape, axes, true));

/** The sum over axes. */
export const sum: Primitive<Reduction> = definePrimitive({
  name: 'sum',
  linearity: 'joint',
  type: ([x], { axes, keepDims }) => ({ dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype, shape: reducedShape(x!.shape, axes, keepDims) }),
  value: ([x], { axes, keepDims }) => kernels.reduce('sum', kernels.pairwiseSum, x!, axes, keepDims),
  transpose: (_, g, [x], reduction) => withAxes(g, x!.shape, reduction).broadcastTo(x!.shape),
  batch: ([x], axes, reduction) => [x!.bind(sum, [batchFirst(x!, axes[0]!)], batchedReduction(reduction)), 0],
});

/** Sums over the axes along which a value of this shape was stretched. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const extra = x.shape.length - shape.length;
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis < extra || (shape[axis - extra] === 1 && x.shape[axis] !== 1));
  return (axes.length === 0 ? x : x.bind(sum, [x], { axes, keepDims: false })).reshape(shape);
}
