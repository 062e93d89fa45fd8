import { emptyArray, kernels, reducedShape, stridesOf, type ArrayData } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { allBatched, batchFirst } from './batch.js';
import { batchedReduction, withAxes, type Reduction } from './sum.js';

export interface Extreme extends Reduction {
  readonly which: 'max' | 'min';
}

/** The largest or the smallest over axes. Of equal ones the first has the derivative. */
export const extreme: Primitive<Extreme> = definePrimitive({
  name: 'extreme',
  type: ([x], { axes, keepDims }) => ({ dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype, shape: reducedShape(x!.shape, axes, keepDims) }),
  value: ([x], { which, axes, keepDims }) =>
    kernels.reduce(which, which === 'max' ? kernels.largest : kernels.smallest, x!, axes, keepDims),
  jvp: ([t], [x], reduction, y) => {
    const winner = x!.bind(firstEqual, [x!, withAxes(y, x!.shape, reduction)], reduction);
    return t!.mul(winner).sum(reduction.axes, { keepDims: reduction.keepDims });
  },
  batch: ([x], axes, reduction) => [x!.bind(extreme, [batchFirst(x!, axes[0]!)], batchedReduction(reduction)), 0],
  describe: ({ which, axes }) => `${which} axes=[${axes.join(', ')}]`,
});

/** 1 at the first element along the reduced axes that equals the given one, else 0. It does not change with either. */
export const firstEqual: Primitive<Reduction> = definePrimitive({
  name: 'firstEqual',
  stops: true,
  type: ([x]) => x!,
  value: ([x, y], { axes }) => markFirst(x!, y!, axes),
  batch: (inputs, axes, reduction, size) => [inputs[0]!.bind(firstEqual, allBatched(inputs, axes, size), batchedReduction(reduction)), 0],
});

function markFirst(x: ArrayData, y: ArrayData, axes: readonly number[]): ArrayData {
  const marks = emptyArray(x.dtype, x.shape);
  const strides = stridesOf(x.shape);
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const pick = (from: readonly number[]): Int32Array =>
    kernels.stridedOffsets(
      from.map((axis) => strides[axis]!),
      from.map((axis) => x.shape[axis]!),
    );
  const [outer, inner] = [pick(kept), pick(axes)];
  outer.forEach((base, i) => {
    const first = inner.findIndex((offset) => x.data[base + offset] === y.data[i] || Number.isNaN(x.data[base + offset]));
    if (first !== -1) marks.data[base + inner[first]!] = 1;
  });
  return marks;
}
