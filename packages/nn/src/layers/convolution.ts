import { definePlugin, foldIn, shapeText, type Key } from '@chainrule/core';
import { perAxis, type Padding, type PerAxis, type Tensor } from '@chainrule/tensor';
import { uniformFill } from '../initialisers/fill.js';
import { fansOf, type Initialiser } from '../initialisers/initialiser.js';
import { layerError, type InitOptions, type Layer, type Nothing } from '../layer.js';
import { batched } from './batch.js';
import { defaultWeight, type WeightAndBias, type Weighted } from './linear.js';

/** How the kernel moves over the input, and how its weights begin. */
export interface ConvolutionLayerOptions<B extends boolean = boolean> {
  /** How far the kernel moves. Default 1. */
  readonly stride?: PerAxis;
  /** Zeros around the input. Default 0. */
  readonly padding?: Padding;
  /** How far neighbours in the kernel are apart. Default 1. */
  readonly dilation?: PerAxis;
  /** Channels in groups that do not see each other. Default 1. */
  readonly groups?: number;
  /** Whether every output channel has a bias. Default true. */
  readonly bias?: B;
  /** How the kernels are drawn. Default as PyTorch: uniform on ±1/√fanIn. */
  readonly weight?: Initialiser;
}

interface Hyperparameters {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: readonly number[];
  readonly stride: PerAxis;
  readonly padding: Padding;
  readonly dilation: PerAxis;
  readonly groups: number;
  readonly bias: boolean;
  readonly weight: Initialiser;
}

/** A layer of `conv1d` or `conv2d`: kernels, and a bias. */
export type Convolution<B extends boolean = boolean> = Layer<Weighted<B>, Nothing, Tensor, Hyperparameters>;

/** What the convolutions of one and of two axes share. */
export function convolution<const N extends string, const B extends boolean = true>(
  name: N,
  axes: number,
  [inputs, outputs, size]: readonly [inputs: number, outputs: number, size: PerAxis],
  { stride = 1, padding = 0, dilation = 1, groups = 1, bias, weight = defaultWeight }: ConvolutionLayerOptions<B>,
  convolve: (x: Tensor, kernels: Tensor, options: Omit<Hyperparameters, 'weight' | 'bias'>) => Tensor,
): Convolution<B> {
  if (inputs % groups !== 0 || outputs % groups !== 0)
    throw layerError('argument', `${inputs} and ${outputs} channels do not divide into ${groups} groups`, { layer: name });
  const kernel = perAxis(size, axes, 'kernel', name);
  const options = { inputs, outputs, kernel, stride, padding, dilation, groups, bias: bias ?? true, weight };
  return definePlugin('layer', name, {
    options,
    init: (key, dtype) => initWeighted(key, [outputs, inputs / groups, ...kernel], outputs, options, dtype),
    apply(params, state, x, { path }) {
      const { weight: kernels, bias: b } = params as Partial<WeightAndBias> & Pick<WeightAndBias, 'weight'>;
      const y = batched(x, axes + 2, (batch) => {
        if (batch.shape.length !== axes + 2 || batch.shape[1] !== inputs)
          throw layerError('shape', `the input ${shapeText(x.shape)} is no batch of ${inputs} channels`, {
            layer: name,
            path,
            hint: `it has the shape [examples, ${inputs}, ${axes === 1 ? 'length' : 'height, width'}]`,
          });
        const made = convolve(batch, kernels, options);
        return b ? made.add(b.reshape([outputs, ...kernel.map(() => 1)])) : made;
      });
      return { y, state };
    },
  } satisfies Omit<Convolution<B>, '~chainrule'>);
}

/** A weight of this shape and a bias, as PyTorch starts them. */
export function initWeighted<B extends boolean>(
  key: Key,
  shape: readonly number[],
  outputs: number,
  { weight, bias }: { readonly weight: Initialiser; readonly bias: boolean },
  options: InitOptions | undefined,
): { params: Weighted<B>; state: Nothing } {
  const bound = 1 / Math.sqrt(fansOf(shape).fanIn);
  return {
    params: {
      weight: weight(foldIn(key, 'weight'), shape, options),
      ...(bias && { bias: uniformFill({ bound })(foldIn(key, 'bias'), [outputs], options) }),
    } as Weighted<B>,
    state: {},
  };
}
