import { definePlugin, sameShape, shapeText, type Shape } from '@chainrule/core';
import { ones, zeros, type Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';
import type { WeightAndBias } from './linear.js';
import { moments, standardised } from './standardised.js';

/** A layer of `layerNorm`: weight and bias of every element normalised. */
export type LayerNorm = Layer<WeightAndBias, Nothing, Tensor, { readonly shape: Shape; readonly epsilon: number }>;

/** Throws `shape` unless the last axes of an input are these. */
export function checkLastAxes(layer: string, x: Tensor, shape: Shape, path: readonly (string | number)[] | undefined): void {
  if (x.shape.length >= shape.length && sameShape(x.shape.slice(x.shape.length - shape.length), shape)) return;
  throw layerError('shape', `the input ${shapeText(x.shape)} does not end in ${shapeText(shape)}`, {
    layer,
    path,
    hint: `make the layer ${layer}(${shapeText(x.shape.slice(-shape.length))}), or reshape the input`,
  });
}

/**
 * Every example with mean 0 and variance 1 over its last axes, then scaled and shifted by weight and bias of their shape.
 *
 * Throws `shape` when the input does not end in these axes. Ba, Kiros and Hinton 2016, "Layer normalization".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { tensor } from '@chainrule/tensor';
 * import { layerNorm } from '@chainrule/nn';
 * const layer = layerNorm(2, { epsilon: 0 });
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, tensor([[1, 3]]), { mode: 'eval' }).y.toString(); // → 'f32[1, 2] [[-1, 1]]'
 * ```
 */
export function layerNorm(size: number | Shape, { epsilon = 1e-5 }: { readonly epsilon?: number } = {}): LayerNorm {
  const shape = typeof size === 'number' ? [size] : size;
  return definePlugin('layer', 'layerNorm', {
    options: { shape, epsilon },
    init: (_key, options) => ({ params: { weight: ones(shape, options), bias: zeros(shape, options) }, state: {} }),
    apply({ weight, bias }, state, x, { path }) {
      checkLastAxes('layerNorm', x, shape, path);
      const axes = shape.map((_, i) => i - shape.length);
      return { y: standardised(x, moments(x, axes), epsilon).mul(weight).add(bias), state };
    },
  } satisfies Omit<LayerNorm, '~chainrule'>);
}
