import { broadcastShapes, ChainruleError, emptyArray, kernels, shapeText, stridesOf, type ArrayData, type Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { alignBatch } from './batch.js';
import { refuseNonIndices, refuseOutOfRange } from './indices.js';
import { sumTo } from './sum.js';

/** The axis counts from the end (−1 is the last), so that it is the same with axes added in front. */
export interface Along {
  readonly axis: number;
}

/** Along one axis the elements that indices name, a list of their own for every position on the other axes, which broadcast. */
export const takeAlong: Primitive<Along> = definePrimitive({
  name: 'takeAlong',
  linearity: 'joint',
  linearInputs: [0],
  type: ([x, indices], { axis }) => ({ dtype: x!.dtype, shape: shapeAlong('takeAlong', x!, indices!, axis, indices!.shape.at(axis)!) }),
  value: ([x, indices], { axis }, type) => {
    refuseOutOfRange(indices!, x!.shape.at(axis)!, 'takeAlong');
    const taken = emptyArray(type.dtype, type.shape);
    const [stride, bases] = lines(x!, type.shape, axis);
    const picks = kernels.offsets(indices!.shape, type.shape);
    for (let i = 0; i < picks.length; i++) taken.data[i] = x!.data[bases[i]! + indices!.data[picks[i]!]! * stride]!;
    return taken;
  },
  transpose: (_, g, [x, indices], { axis }) => sumTo(g.bind(addAlong, [g, indices!], { axis, size: x!.shape.at(axis)! }), x!.shape),
  batch: (inputs, axes, parameters) => [inputs[0]!.bind(takeAlong, alignBatch(inputs, axes), parameters), 0],
});

/** The adjoint of `takeAlong`: elements added up along an axis of the given size where their indices say. */
export const addAlong: Primitive<Along & { readonly size: number }> = definePrimitive({
  name: 'addAlong',
  linearity: 'joint',
  linearInputs: [0],
  type: ([g, indices], { axis, size }) => {
    const shape = shapeAlong('addAlong', g!, indices!, axis, size);
    if (g!.shape.at(axis) !== indices!.shape.at(axis))
      throw new ChainruleError(
        'shape',
        `${shapeText(g!.shape)} has not as many elements along axis ${axis} as there are indices in ${shapeText(indices!.shape)}`,
        { operation: 'addAlong' },
      );
    return { dtype: g!.dtype, shape };
  },
  value: ([g, indices], { axis, size }, type) => {
    refuseOutOfRange(indices!, size, 'addAlong');
    const sums = emptyArray(type.dtype === 'float32' ? 'float64' : type.dtype, type.shape);
    const each = type.shape.with(axis, indices!.shape.at(axis)!);
    const [stride, bases] = lines(type, each, axis);
    const [from, picks] = [kernels.offsets(g!.shape, each), kernels.offsets(indices!.shape, each)];
    for (let i = 0; i < picks.length; i++) sums.data[bases[i]! + indices!.data[picks[i]!]! * stride]! += g!.data[from[i]!]!;
    return kernels.cast(sums, type.dtype);
  },
  transpose: (_, g, [x, indices], { axis }) => sumTo(g.bind(takeAlong, [g, indices!], { axis }), x!.shape),
  batch: (inputs, axes, parameters) => [inputs[0]!.bind(addAlong, alignBatch(inputs, axes), parameters), 0],
});

/** How far neighbours along the axis lie apart, and where for every element of the larger shape its line along the axis begins. */
function lines({ shape }: Pick<ArrayData, 'shape'>, to: Shape, axis: number): [number, Int32Array] {
  const strides = stridesOf(shape);
  const missing = to.length - shape.length;
  const read = to.map((_, i) => (i < missing || i === to.length + axis || shape[i - missing] === 1 ? 0 : strides[i - missing]!));
  return [strides.at(axis)!, kernels.stridedOffsets(read, to)];
}

function shapeAlong(operation: string, x: Type, indices: Type, axis: number, size: number): number[] {
  refuseNonIndices(indices, operation);
  if (axis >= 0 || Math.min(x.shape.length, indices.shape.length) < -axis)
    throw new ChainruleError('shape', `${shapeText(x.shape)} and indices ${shapeText(indices.shape)} do not both have an axis ${axis}`, {
      operation,
    });
  return broadcastShapes(operation, x.shape.with(axis, 1), indices.shape.with(axis, 1)).with(axis, size);
}
