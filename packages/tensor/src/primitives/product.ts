import { kernels, reducedShape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { batchFirst } from './batch.js';
import { before, cumulativeProduct } from './cumulative.js';
import { batchedReduction, type Reduction } from './sum.js';

/** The product over axes. Its derivative is right where elements are zero: every element's slope is the product of the others. */
export const product: Primitive<Reduction> = definePrimitive({
  name: 'product',
  type: ([x], { axes, keepDims }) => ({ dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype, shape: reducedShape(x!.shape, axes, keepDims) }),
  value: ([x], { axes, keepDims }) => kernels.reduce('prod', kernels.product, x!, axes, keepDims),
  jvp: ([t], [x], { axes }, y) => {
    const lines = (value: Tensor): Tensor => {
      const kept = value.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
      return value
        .transpose([...kept, ...axes])
        .reshape([y.shape.reduce((a, b) => a * b, 1), axes.reduce((n, axis) => n * value.shape[axis]!, 1)]);
    };
    const factors = lines(x!);
    const up = before(factors.bind(cumulativeProduct, [factors], { axis: 1, reverse: false }), { axis: 1, reverse: false }, 1);
    const down = before(factors.bind(cumulativeProduct, [factors], { axis: 1, reverse: true }), { axis: 1, reverse: true }, 1);
    return lines(t!).mul(up.mul(down)).sum(1).reshape(y.shape);
  },
  batch: ([x], axes, reduction) => [x!.bind(product, [batchFirst(x!, axes[0]!)], batchedReduction(reduction)), 0],
});
