import { ChainruleError, emptyArray, shapeText } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { axisBeside, batchFirst } from './batch.js';
import { linesAlong } from './lines.js';

/**
 * The order of the elements along an axis, as indices: sorting is taking along them. Equal elements keep their order,
 * not-a-number comes last. It does not change with small changes of its input.
 */
export const argsort: Primitive<{ readonly axis: number; readonly descending: boolean }> = definePrimitive({
  name: 'argsort',
  type: ([x]) => ({ dtype: 'int32', shape: x!.shape }),
  value: ([x], { axis, descending }, type) => {
    const order = emptyArray('int32', type.shape);
    const { length, stride, forEach } = linesAlong(type.shape, axis);
    const sign = descending ? -1 : 1;
    const line = new Float64Array(length);
    const compare = (i: number, j: number): number => {
      const [a, b] = [line[i]!, line[j]!];
      if (a === b) return i - j;
      if (a < b) return -sign;
      if (a > b) return sign;
      return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j;
    };
    forEach((start) => {
      for (let i = 0; i < length; i++) line[i] = x!.data[start + i * stride]!;
      const sorted = Int32Array.from(line, (_, i) => i).sort(compare);
      for (let i = 0; i < length; i++) order.data[start + i * stride] = sorted[i]!;
    });
    return order;
  },
  stops: true,
  batch: ([x], [at], { axis, descending }) => [x!.bind(argsort, [x!], { axis: axisBeside(axis, at!), descending }), at!],
});

/** The index of the largest or smallest element along an axis, which is dropped: the first of equal ones, or of not-a-numbers. */
export const argExtreme: Primitive<{ readonly which: 'max' | 'min'; readonly axis: number }> = definePrimitive({
  name: 'argExtreme',
  type: ([x], { which, axis }) => {
    if (x!.shape[axis] === 0)
      throw new ChainruleError('shape', `nothing to take the arg${which} of along axis ${axis} of ${shapeText(x!.shape)}`, {
        operation: `arg${which}`,
      });
    return { dtype: 'int32', shape: x!.shape.toSpliced(axis, 1) };
  },
  value: ([x], { which, axis }, type) => {
    const found = emptyArray('int32', type.shape);
    const { length, stride, forEach } = linesAlong(x!.shape, axis);
    forEach((start, line) => {
      let best = 0;
      for (let i = 1; i < length; i++) {
        const [a, b] = [x!.data[start + i * stride]!, x!.data[start + best * stride]!];
        if (Number.isNaN(b)) break;
        if (Number.isNaN(a) || (which === 'max' ? a > b : a < b)) best = i;
      }
      found.data[line] = best;
    });
    return found;
  },
  stops: true,
  batch: ([x], axes, { which, axis }) => [x!.bind(argExtreme, [batchFirst(x!, axes[0]!)], { which, axis: axis + 1 }), 0],
  describe: ({ which, axis }) => `${which} axis=${axis}`,
});
