import { ChainruleError, emptyArray, shapeText, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';

/** How many windows fit. */
export const windowCount = (size: number, window: number, stride: number): number => Math.max(0, Math.floor((size - window) / stride) + 1);

interface Moving {
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
}

/** One place in a window: which outputs it gives to, and which inputs they read there. */
interface Tap {
  readonly writes: Int32Array;
  readonly reads: Int32Array;
}

/** Every place of a window, row-major, with the outputs for which it lies on an element and not on padding. */
export function spatialTaps(
  sizes: Shape,
  window: Shape,
  outputs: Shape,
  { strides, padding, inputDilation, kernelDilation }: Moving,
): Tap[] {
  const [steps, jumps] = [stridesOf(sizes), stridesOf(outputs)];
  let taps: Tap[] = [{ writes: Int32Array.of(0), reads: Int32Array.of(0) }];
  sizes.forEach((size, axis) => {
    const places = Array.from({ length: window[axis]! }, (_, k) => {
      const pairs: [number, number][] = [];
      for (let o = 0; o < outputs[axis]!; o++) {
        const at = o * strides[axis]! + k * kernelDilation[axis]! - padding[axis]![0];
        if (at >= 0 && at % inputDilation[axis]! === 0 && at / inputDilation[axis]! < size)
          pairs.push([o * jumps[axis]!, (at / inputDilation[axis]!) * steps[axis]!]);
      }
      return pairs;
    });
    taps = taps.flatMap(({ writes, reads }) =>
      places.map((pairs) => {
        const [w, r] = [new Int32Array(writes.length * pairs.length), new Int32Array(writes.length * pairs.length)];
        for (let i = 0, at = 0; i < writes.length; i++)
          for (const [write, read] of pairs) {
            w[at] = writes[i]! + write;
            r[at++] = reads[i]! + read;
          }
        return { writes: w, reads: r };
      }),
    );
  });
  return taps;
}

export interface Pooling {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly dilation: readonly number[];
}

/**
 * Where in every window over the last axes the largest element lies: its index among the input's elements of those axes, flattened.
 * Pooling is taking along these. Padding is never the largest; of equal elements the first is. It does not change with small changes of its input.
 */
export const windowArgmax: Primitive<Pooling> = definePrimitive({
  name: 'windowArgmax',
  type: ([x], pooling) => {
    const sizes = spatial(x!.shape, pooling);
    const { window, strides, padding, dilation } = pooling;
    if (padding.some(([low, high], i) => Math.max(low, high) > (window[i]! - 1) * dilation[i]!))
      throw new ChainruleError('argument', `padding ${JSON.stringify(padding)} holds whole windows of ${shapeText(window)}`, {
        operation: 'maxPool',
      });
    return {
      dtype: 'int32',
      shape: [
        ...x!.shape.slice(0, -window.length),
        ...sizes.map((size, i) => windowCount(size + padding[i]![0] + padding[i]![1], (window[i]! - 1) * dilation[i]! + 1, strides[i]!)),
      ],
    };
  },
  value: ([x], pooling, type) => {
    const { window, strides, padding, dilation } = pooling;
    const [sizes, outputs] = [spatial(x!.shape, pooling), type.shape.slice(-window.length)];
    const taps = spatialTaps(sizes, window, outputs, { strides, padding, inputDilation: sizes.map(() => 1), kernelDilation: dilation });
    const found = emptyArray('int32', type.shape);
    found.data.fill(-1);
    const [inner, outer] = [sizeOf(sizes), sizeOf(outputs)];
    for (let map = 0; map < found.data.length / outer; map++)
      for (const { writes, reads } of taps)
        for (let i = 0; i < writes.length; i++) {
          const at = map * outer + writes[i]!;
          const best = found.data[at]! === -1 ? -Infinity : x!.data[map * inner + found.data[at]!]!;
          const value = x!.data[map * inner + reads[i]!]!;
          if (found.data[at] === -1 || value > best || (Number.isNaN(value) && !Number.isNaN(best))) found.data[at] = reads[i]!;
        }
    return found;
  },
  stops: true,
  batch: ([x], axes, pooling) => [x!.bind(windowArgmax, [batchFirst(x!, axes[0]!)], pooling), 0],
});

function spatial(shape: Shape, { window, strides, padding, dilation }: Pooling): Shape {
  const rank = window.length;
  if (rank === 0 || shape.length < rank || [strides, padding, dilation].some((list) => list.length !== rank))
    throw new ChainruleError('shape', `windows ${shapeText(window)} over ${shapeText(shape)}`, {
      operation: 'maxPool',
      hint: 'the input is [examples, channels, …sizes]',
    });
  if (
    [...window, ...strides, ...dilation].some((n) => !Number.isInteger(n) || n < 1) ||
    padding.flat().some((n) => !Number.isInteger(n) || n < 0)
  )
    throw new ChainruleError(
      'argument',
      `windows ${shapeText(window)}, strides ${shapeText(strides)}, padding ${JSON.stringify(padding)}`,
      { operation: 'maxPool', hint: 'windows and strides are positive integers, padding is not negative' },
    );
  return shape.slice(-rank);
}
