import { ChainruleError, shapeText, type DType } from '@chainrule/core';
import { convolution, dilated, inputGradient, type Convolving } from '../primitives/convolution.js';
import type { Tensor } from '../tensor.js';

/** A number for all axes, or one for each. */
export type PerAxis<T = number> = T | readonly T[];
/** Zeros around the input: a number on both sides, or pairs; `'same'` keeps the size divided by the stride, `'valid'` adds none. */
export type Padding = number | 'same' | 'valid' | readonly (number | readonly [before: number, after: number])[];

/** How a kernel moves over the input. */
export interface ConvolutionOptions {
  /** How far the kernel moves. Default 1. */
  readonly stride?: PerAxis;
  /** Default 0. */
  readonly padding?: Padding;
  /** How far neighbours in the kernel are apart on the input. Default 1. */
  readonly dilation?: PerAxis;
  /** Channels in groups that do not see each other. Default 1. */
  readonly groups?: number;
}

/**
 * One entry for every axis. Throws `argument` when there are more or fewer.
 *
 * @example
 * ```ts
 * import { perAxis } from '@chainrule/tensor';
 * perAxis(2, 3, 'stride', 'conv3d'); // → [ 2, 2, 2 ]
 * ```
 */
export function perAxis<T extends number>(value: PerAxis<T>, axes: number, what: string, operation: string): readonly T[] {
  if (typeof value === 'number') return Array<T>(axes).fill(value);
  if (value.length === axes) return value;
  throw new ChainruleError('argument', `${what} ${shapeText(value)} for ${axes} ax${axes === 1 ? 'is' : 'es'}`, {
    operation,
    hint: 'give one number, or one for every axis',
  });
}

/**
 * The zeros before and after, for every axis, as numbers. `reach` is the size of the dilated window.
 *
 * Throws `argument` for more or fewer entries than axes.
 *
 * @example
 * ```ts
 * import { paddings } from '@chainrule/tensor';
 * paddings('same', [5], [3], [1], 'conv1d'); // → [ [ 1, 1 ] ]
 * ```
 */
export function paddings(
  padding: Padding,
  sizes: readonly number[],
  reach: readonly number[],
  strides: readonly number[],
  operation: string,
): (readonly [number, number])[] {
  if (padding === 'valid') return sizes.map(() => [0, 0]);
  if (padding === 'same')
    return sizes.map((size, i) => {
      const total = Math.max(0, (Math.ceil(size / strides[i]!) - 1) * strides[i]! + reach[i]! - size);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
  if (typeof padding === 'number') return sizes.map(() => [padding, padding]);
  if (padding.length !== sizes.length)
    throw new ChainruleError('argument', `padding ${JSON.stringify(padding)} for ${sizes.length} ax${sizes.length === 1 ? 'is' : 'es'}`, {
      operation,
      hint: "give 'same', 'valid', a number, or one number or pair for every axis",
    });
  return padding.map((one) => (typeof one === 'number' ? [one, one] : one));
}

function prepared(
  operation: string,
  axes: number,
  x: Tensor,
  w: Tensor,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvolutionOptions,
): Convolving {
  if (x.shape.length !== axes + 2 || w.shape.length !== axes + 2)
    throw new ChainruleError('shape', `an input ${shapeText(x.shape)} and kernels ${shapeText(w.shape)}`, {
      operation,
      hint: `both have ${axes + 2} axes: [examples, channels, …sizes] and [outputs, channels / groups, …sizes]`,
    });
  const [strides, kernelDilation] = [perAxis(stride, axes, 'stride', operation), perAxis(dilation, axes, 'dilation', operation)];
  const reach = w.shape.slice(2).map((n, i) => dilated(n, kernelDilation[i]!));
  return {
    strides,
    kernelDilation,
    groups,
    inputDilation: Array<number>(axes).fill(1),
    padding: paddings(padding, x.shape.slice(2), reach, strides, operation),
  };
}

function convolve<D extends DType>(operation: string, axes: number, x: Tensor<D>, w: Tensor<D>, options: ConvolutionOptions): Tensor<D> {
  return x.bind(convolution, [x, w], prepared(operation, axes, x, w, options)) as Tensor<D>;
}

/**
 * The convolution (cross-correlation, as networks mean it) of `[n, c, s]` with kernels `[o, c / groups, k]`: `[n, o, …]`.
 *
 * @example
 * ```ts
 * import { conv1d, tensor } from '@chainrule/tensor';
 * conv1d(tensor([[[1, 2, 3, 4]]]), tensor([[[1, -1]]])).toString(); // → 'f32[1, 1, 3] [[[-1, -1, -1]]]'
 * ```
 */
export const conv1d = <D extends DType>(x: Tensor<D>, kernels: Tensor<D>, options: ConvolutionOptions = {}): Tensor<D> =>
  convolve('conv1d', 1, x, kernels, options);

/**
 * The convolution (cross-correlation, as networks mean it) of images `[n, c, h, w]` with kernels `[o, c / groups, kh, kw]`: `[n, o, …]`.
 *
 * Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning" (2016).
 *
 * @example
 * ```ts
 * import { conv2d, ones } from '@chainrule/tensor';
 * conv2d(ones([1, 1, 4, 4]), ones([2, 1, 3, 3]), { padding: 'same' }).shape; // → [1, 2, 4, 4]
 * ```
 */
export const conv2d = <D extends DType>(x: Tensor<D>, kernels: Tensor<D>, options: ConvolutionOptions = {}): Tensor<D> =>
  convolve('conv2d', 2, x, kernels, options);

/** How a kernel moves over the output. */
export interface TransposedConvolutionOptions extends Omit<ConvolutionOptions, 'padding'> {
  /** The padding of the convolution that this one undoes. Default 0. */
  readonly padding?: PerAxis;
  /** How much longer the result is at its end. Default 0. */
  readonly outputPadding?: PerAxis;
}

function convolveTransposed<D extends DType>(
  operation: string,
  axes: number,
  x: Tensor<D>,
  w: Tensor<D>,
  options: TransposedConvolutionOptions,
): Tensor<D> {
  const { padding = 0, outputPadding = 0, ...rest } = options;
  const pads = perAxis(padding, axes, 'padding', operation);
  const more = perAxis(outputPadding, axes, 'outputPadding', operation);
  const convolving = prepared(operation, axes, x, w, { ...rest, padding: pads });
  const { strides, kernelDilation, groups } = convolving;
  if (x.shape[1] !== w.shape[0] || w.shape[0]! % groups !== 0)
    throw new ChainruleError(
      'shape',
      `an input ${shapeText(x.shape)} and kernels ${shapeText(w.shape)} in ${groups} group${groups === 1 ? '' : 's'} do not fit`,
      { operation, hint: 'axis 0 of the kernels is the input’s channels, axis 1 the outputs / groups' },
    );
  const sizes = x.shape
    .slice(2)
    .map((n, i) => dilated(n, strides[i]!) - 2 * pads[i]! + dilated(w.shape[i + 2]!, kernelDilation[i]!) - 1 + more[i]!);
  return inputGradient(x, w, sizes, convolving) as Tensor<D>;
}

/**
 * The adjoint of `conv1d`: `[n, o, s]` with kernels `[o, c / groups, k]` gives `[n, c, (s − 1)·stride − 2·padding + dilation·(k − 1) + 1]`.
 *
 * @example
 * ```ts
 * import { convTranspose1d, tensor } from '@chainrule/tensor';
 * convTranspose1d(tensor([[[1, 2]]]), tensor([[[1, 1]]]), { stride: 2 }).toString(); // → 'f32[1, 1, 4] [[[1, 1, 2, 2]]]'
 * ```
 */
export const convTranspose1d = <D extends DType>(x: Tensor<D>, kernels: Tensor<D>, options: TransposedConvolutionOptions = {}): Tensor<D> =>
  convolveTransposed('convTranspose1d', 1, x, kernels, options);

/**
 * The adjoint of `conv2d`, kernels `[o, c / groups, kh, kw]` as there: makes images larger.
 *
 * Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter 4.
 *
 * @example
 * ```ts
 * import { convTranspose2d, ones } from '@chainrule/tensor';
 * convTranspose2d(ones([1, 1, 2, 2]), ones([1, 3, 2, 2]), { stride: 2 }).shape; // → [ 1, 3, 4, 4 ]
 * ```
 */
export const convTranspose2d = <D extends DType>(x: Tensor<D>, kernels: Tensor<D>, options: TransposedConvolutionOptions = {}): Tensor<D> =>
  convolveTransposed('convTranspose2d', 2, x, kernels, options);
