import { ChainruleError, shapeText, sizeOf, type DType } from '@chainrule/core';
import { convolution } from '../primitives/convolution.js';
import { takeAlong } from '../primitives/take-along.js';
import { windowArgmax } from '../primitives/windows.js';
import type { Tensor } from '../tensor.js';
import { paddings, perAxis, type Padding, type PerAxis } from './convolution.js';

/** How windows move over the input. */
export interface PoolingOptions {
  /** How far the window moves. Default: its size, so that windows do not overlap. */
  readonly stride?: PerAxis;
  /** Default 0. Padding is never the largest. */
  readonly padding?: Padding;
}

/** How windows move, and whether zeros of the padding count. */
export interface AveragePoolingOptions extends PoolingOptions {
  /** Whether zeros of the padding count among the averaged. Default true, as torch. */
  readonly countPadding?: boolean;
}

interface Windows {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
}

function windows(operation: string, axes: number, x: Tensor, size: PerAxis, { stride, padding = 0 }: PoolingOptions): Windows {
  if (x.shape.length !== axes + 2)
    throw new ChainruleError('shape', `an input ${shapeText(x.shape)}`, {
      operation,
      hint: `it has ${axes + 2} axes: [examples, channels, …sizes]`,
    });
  const window = perAxis(size, axes, 'window', operation);
  const strides = perAxis(stride ?? window, axes, 'stride', operation);
  return { window, strides, padding: paddings(padding, x.shape.slice(2), window, strides, operation) };
}

function largest<D extends DType>(operation: string, axes: number, x: Tensor<D>, size: PerAxis, options: PoolingOptions): Tensor<D> {
  const places = x.bind(windowArgmax, [x], { ...windows(operation, axes, x, size, options), dilation: Array<number>(axes).fill(1) });
  const lead = x.shape.slice(0, 2);
  const flat = x.reshape([...lead, sizeOf(x.shape.slice(2))]);
  return flat
    .bind(takeAlong, [flat, places.reshape([...lead, sizeOf(places.shape.slice(2))])], { axis: -1 })
    .reshape(places.shape) as Tensor<D>;
}

function average<D extends DType>(operation: string, axes: number, x: Tensor<D>, size: PerAxis, options: AveragePoolingOptions): Tensor<D> {
  const { window, strides, padding } = windows(operation, axes, x, size, options);
  const ones = Array<number>(axes).fill(1);
  const sums = (y: Tensor): Tensor =>
    y.bind(convolution, [y, y.constant(1, [1, 1, ...window])], { strides, padding, inputDilation: ones, kernelDilation: ones, groups: 1 });
  const [examples, channels, ...sizes] = x.shape as [number, number, ...number[]];
  const total = sums(x.reshape([examples * channels, 1, ...sizes]));
  const means = (options.countPadding ?? true) ? total.div(sizeOf(window)) : total.div(sums(x.constant(1, [1, 1, ...sizes])));
  return means.reshape([examples, channels, ...total.shape.slice(2)]) as Tensor<D>;
}

/**
 * The largest element of every window over `[n, c, s]`; of equal ones the first has the derivative.
 *
 * @example
 * ```ts
 * import { maxPool1d, tensor } from '@chainrule/tensor';
 * maxPool1d(tensor([[[1, 3, 2, 7]]]), 2).toString(); // → 'f32[1, 1, 2] [[[3, 7]]]'
 * ```
 */
export const maxPool1d = <D extends DType>(x: Tensor<D>, window: PerAxis, options: PoolingOptions = {}): Tensor<D> =>
  largest('maxPool1d', 1, x, window, options);
/**
 * The largest element of every window over images `[n, c, h, w]`; of equal ones the first has the derivative.
 *
 * @example
 * ```ts
 * import { arange, maxPool2d } from '@chainrule/tensor';
 * maxPool2d(arange(16).reshape([1, 1, 4, 4]), 2).reshape([-1]).toString(); // → 'f32[4] [5, 7, 13, 15]'
 * ```
 */
export const maxPool2d = <D extends DType>(x: Tensor<D>, window: PerAxis, options: PoolingOptions = {}): Tensor<D> =>
  largest('maxPool2d', 2, x, window, options);
/**
 * The mean of every window over `[n, c, s]`.
 *
 * @example
 * ```ts
 * import { averagePool1d, tensor } from '@chainrule/tensor';
 * averagePool1d(tensor([[[1, 3, 5, 7]]]), 2).toString(); // → 'f32[1, 1, 2] [[[2, 6]]]'
 * ```
 */
export const averagePool1d = <D extends DType>(x: Tensor<D>, window: PerAxis, options: AveragePoolingOptions = {}): Tensor<D> =>
  average('averagePool1d', 1, x, window, options);
/**
 * The mean of every window over images `[n, c, h, w]`.
 *
 * @example
 * ```ts
 * import { arange, averagePool2d } from '@chainrule/tensor';
 * averagePool2d(arange(16).reshape([1, 1, 4, 4]), 2).reshape([-1]).toString(); // → 'f32[4] [2.5, 4.5, 10.5, 12.5]'
 * ```
 */
export const averagePool2d = <D extends DType>(x: Tensor<D>, window: PerAxis, options: AveragePoolingOptions = {}): Tensor<D> =>
  average('averagePool2d', 2, x, window, options);
