import { definePlugin, shapeText } from '@chainrule/core';
import { convTranspose2d as convolve, perAxis, type PerAxis, type Tensor } from '@chainrule/tensor';
import type { Initialiser } from '../initialisers/initialiser.js';
import { layerError, type Layer, type Nothing } from '../layer.js';
import { batched } from './batch.js';
import { initWeighted, type ConvolutionLayerOptions } from './convolution.js';
import { defaultWeight, type WeightAndBias, type Weighted } from './linear.js';

/** How the kernel moves over the output, and how its weights begin. */
export interface TransposedConvolutionLayerOptions<B extends boolean = boolean> extends Omit<ConvolutionLayerOptions<B>, 'padding'> {
  /** The padding of the convolution that this one undoes. Default 0. */
  readonly padding?: PerAxis;
  /** How much larger the result is at its end. Default 0. */
  readonly outputPadding?: PerAxis;
}

/** A layer of `convTranspose2d`: kernels, and a bias. */
export type TransposedConvolution<B extends boolean = boolean> = Layer<
  Weighted<B>,
  Nothing,
  Tensor,
  {
    readonly inputs: number;
    readonly outputs: number;
    readonly kernel: readonly number[];
    readonly stride: PerAxis;
    readonly padding: PerAxis;
    readonly outputPadding: PerAxis;
    readonly dilation: PerAxis;
    readonly groups: number;
    readonly bias: boolean;
    readonly weight: Initialiser;
  }
>;

/**
 * The adjoint of a convolution, which makes images larger: `[n, in, h, w]` with kernels `[in, out / groups, kh, kw]`.
 *
 * Throws `shape` for an input of other channels.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { convTranspose2d } from '@chainrule/nn';
 * const layer = convTranspose2d(4, 2, 2, { stride: 2 });
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([1, 4, 3, 3]), { mode: 'eval' }).y.shape; // → [1, 2, 6, 6]
 * ```
 */
export function convTranspose2d<const B extends boolean = true>(
  inputs: number,
  outputs: number,
  size: PerAxis,
  {
    stride = 1,
    padding = 0,
    outputPadding = 0,
    dilation = 1,
    groups = 1,
    bias,
    weight = defaultWeight,
  }: TransposedConvolutionLayerOptions<B> = {},
): TransposedConvolution<B> {
  const layer = 'convTranspose2d';
  if (inputs % groups !== 0 || outputs % groups !== 0)
    throw layerError('argument', `${inputs} and ${outputs} channels do not divide into ${groups} groups`, { layer });
  const kernel = perAxis(size, 2, 'kernel', layer);
  const options = { inputs, outputs, kernel, stride, padding, outputPadding, dilation, groups, bias: bias ?? true, weight };
  return definePlugin('layer', layer, {
    options,
    init: (key, dtype) => initWeighted<B>(key, [inputs, outputs / groups, ...kernel], outputs, options, dtype),
    apply(params, state, x, { path }) {
      const { weight: kernels, bias: b } = params as Partial<WeightAndBias> & Pick<WeightAndBias, 'weight'>;
      const y = batched(x, 4, (batch) => {
        if (batch.shape.length !== 4 || batch.shape[1] !== inputs)
          throw layerError('shape', `the input ${shapeText(x.shape)} is no batch of ${inputs} channels`, {
            layer,
            path,
            hint: `it has the shape [examples, ${inputs}, height, width]`,
          });
        const made = convolve(batch, kernels, options);
        return b ? made.add(b.reshape([outputs, 1, 1])) : made;
      });
      return { y, state };
    },
  } satisfies Omit<TransposedConvolution<B>, '~chainrule'>);
}
