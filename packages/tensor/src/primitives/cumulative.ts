import { ChainruleError, emptyArray, sameShape, shapeText, type ArrayData } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { allBatched, axisBeside } from './batch.js';
import { concatenate } from './concatenate.js';
import { linesAlong } from './lines.js';
import { along, embed, slice } from './slice.js';

/** The axis that is run along, from its end where reversed. */
export interface Running {
  readonly axis: number;
  readonly reverse: boolean;
}

/** Sums of all elements so far. */
export const cumulativeSum: Primitive<Running> = definePrimitive({
  name: 'cumulativeSum',
  linearity: 'joint',
  type: ([x]) => ({ dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype, shape: x!.shape }),
  value: ([x], running, type) => run(running, emptyArray(type.dtype, type.shape), (at, before) => before + x!.data[at]!, 0),
  transpose: (_, g, __, { axis, reverse }) => g.bind(cumulativeSum, [g], { axis, reverse: !reverse }),
  batch: ([x], [at], { axis, reverse }) => [x!.bind(cumulativeSum, [x!], { axis: axisBeside(axis, at!), reverse }), at!],
});

/** Products of all elements so far. Its derivative is right where elements are zero. */
export const cumulativeProduct: Primitive<Running> = definePrimitive({
  name: 'cumulativeProduct',
  type: ([x]) => x!,
  value: ([x], running) => run(running, emptyArray(x!.dtype, x!.shape), (at, before) => before * x!.data[at]!, 1),
  // yᵢ = yᵢ₋₁·xᵢ is itself a recurrence, and so is its derivative.
  jvp: ([t], [x], running, y) => t!.bind(recurrence, [x!, t!.mul(before(y, running, 1))], running),
  batch: ([x], [at], { axis, reverse }) => [x!.bind(cumulativeProduct, [x!], { axis: axisBeside(axis, at!), reverse }), at!],
});

/** The linear recurrence hᵢ = aᵢ·hᵢ₋₁ + bᵢ from h = 0 along an axis. Linear in b. */
export const recurrence: Primitive<Running> = definePrimitive({
  name: 'recurrence',
  linearity: 'each',
  linearInputs: [1],
  type: ([a, b]) => {
    if (!sameShape(a!.shape, b!.shape))
      throw new ChainruleError('shape', `factors ${shapeText(a!.shape)} and terms ${shapeText(b!.shape)} must have one shape`, {
        operation: 'recurrence',
      });
    if (a!.dtype !== b!.dtype)
      throw new ChainruleError('dtype', `element types ${a!.dtype} and ${b!.dtype} do not mix`, {
        operation: 'recurrence',
        hint: `cast one of them: .cast('${a!.dtype}')`,
      });
    return b!;
  },
  value: ([a, b], running, type) => run(running, emptyArray(type.dtype, type.shape), (at, h) => a!.data[at]! * h + b!.data[at]!, 0),
  jvp: ([ta, tb], [a, b], running, h) => {
    const fromFactors = ta?.mul(before(h, running, 0));
    const terms = fromFactors && tb ? fromFactors.add(tb) : (fromFactors ?? tb);
    return b!.bind(recurrence, [a!, terms!], running);
  },
  transpose: (_, g, [a], { axis, reverse }) => {
    const back = { axis, reverse: !reverse };
    return g.bind(recurrence, [before(a!, back, 0), g], back);
  },
  batch: (inputs, axes, { axis, reverse }, size) => [
    inputs[0]!.bind(recurrence, allBatched(inputs, axes, size), { axis: axis + 1, reverse }),
    0,
  ],
});

/** At every place the element before it in running order; at the first the given number. */
export function before(x: Tensor, { axis, reverse }: Running, first: number): Tensor {
  const n = x.shape[axis]!;
  if (n === 0) return x;
  const rest = x.bind(slice, [x], along(x.shape, axis, reverse ? 1 : 0, n - 1));
  if (first === 0) {
    const { starts, steps } = along(x.shape, axis, reverse ? 0 : 1, n - 1);
    return x.bind(embed, [rest], { starts, steps, shape: x.shape });
  }
  const edge = x.constant(first, x.shape.with(axis, 1));
  return x.bind(concatenate, reverse ? [rest, edge] : [edge, rest], { axis });
}

/** Fills the output along its axis, each element from the one before it; kept in double precision on the way. */
function run({ axis, reverse }: Running, output: ArrayData, next: (at: number, before: number) => number, first: number): ArrayData {
  const { length, stride, forEach } = linesAlong(output.shape, axis);
  forEach((start) => {
    let current = first;
    for (let i = 0; i < length; i++) {
      const at = start + (reverse ? length - 1 - i : i) * stride;
      current = next(at, current);
      output.data[at] = current;
    }
  });
  return output;
}
