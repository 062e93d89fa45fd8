import { definePlugin, type Shape } from '@chainrule/core';
import { ones, type Tensor } from '@chainrule/tensor';
import type { Layer, Nothing } from '../layer.js';
import { checkLastAxes } from './layer-norm.js';

/** A layer of `rmsNorm`: a weight of every element normalised. */
export type RmsNorm = Layer<{ readonly weight: Tensor }, Nothing, Tensor, { readonly shape: Shape; readonly epsilon: number }>;

/**
 * x/√(mean x² + ε) over the last axes, scaled by a weight of their shape.
 *
 * Throws `shape` when the input does not end in these axes. Zhang and Sennrich 2019, "Root mean square layer normalization".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { rmsNorm } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * const layer = rmsNorm(2);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, tensor([[3, 3]]), { mode: 'eval' }).y.toString(); // → 'f32[1, 2] [[0.9999999, 0.9999999]]'
 * ```
 */
export function rmsNorm(size: number | Shape, { epsilon = 1e-6 }: { readonly epsilon?: number } = {}): RmsNorm {
  const shape = typeof size === 'number' ? [size] : size;
  return definePlugin('layer', 'rmsNorm', {
    options: { shape, epsilon },
    init: (_key, options) => ({ params: { weight: ones(shape, options) }, state: {} }),
    apply({ weight }, state, x, { path }) {
      checkLastAxes('rmsNorm', x, shape, path);
      const axes = shape.map((_, i) => i - shape.length);
      const size = x.mul(x).mean(axes, { keepDims: true }).add(epsilon).sqrt();
      return { y: x.div(size).mul(weight), state };
    },
  } satisfies Omit<RmsNorm, '~chainrule'>);
}
