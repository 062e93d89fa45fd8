import { conv2d as convolve, type PerAxis } from '@chainrule/tensor';
import { convolution, type Convolution, type ConvolutionLayerOptions } from './convolution.js';

/**
 * The convolution of images `[n, in, height, width]` with kernels `[out, in / groups, kh, kw]`: `[n, out, …]`. Also of one image.
 *
 * Throws `shape` for an input of other channels, `argument` for channels that do not divide into the groups.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { conv2d } from '@chainrule/nn';
 * const layer = conv2d(1, 8, 3, { padding: 1, stride: 2 });
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([5, 1, 8, 8]), { mode: 'eval' }).y.shape; // → [5, 8, 4, 4]
 * ```
 */
export const conv2d = <const B extends boolean = true>(
  inputs: number,
  outputs: number,
  size: PerAxis,
  options: ConvolutionLayerOptions<B> = {},
): Convolution<B> => convolution('conv2d', 2, [inputs, outputs, size], options, convolve);
