import { conv1d as convolve, type PerAxis } from '@chainrule/tensor';
import { convolution, type Convolution, type ConvolutionLayerOptions } from './convolution.js';

/**
 * The convolution of sequences `[n, in, length]` with kernels `[out, in / groups, size]`: `[n, out, …]`. Also of one sequence.
 *
 * Throws `shape` for an input of other channels, `argument` for channels that do not divide into the groups.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { conv1d } from '@chainrule/nn';
 * conv1d(2, 8, 3, { padding: 'same' }).init(key(0)).params.weight.shape; // → [8, 2, 3]
 * ```
 */
export const conv1d = <const B extends boolean = true>(
  inputs: number,
  outputs: number,
  size: PerAxis,
  options: ConvolutionLayerOptions<B> = {},
): Convolution<B> => convolution('conv1d', 1, [inputs, outputs, size], options, convolve);
