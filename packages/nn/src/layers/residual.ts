import { definePlugin, foldIn, sameShape, shapeText } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { applyInner, layerError, type Layer, type ParamsOf, type StateOf } from '../layer.js';

/** A layer around another: its input is added to its output. */
export type Residual<L extends Layer = Layer> = Layer<
  { readonly body: ParamsOf<L> },
  { readonly body: StateOf<L> },
  Tensor,
  { readonly scale: number }
>;

/**
 * x + scale·f(x): what a layer adds to its input. The derivative of the first part is 1, whatever the layer does to the second.
 *
 * Throws `shape` when the layer changes the shape. He et al. 2016, "Deep residual learning for image recognition".
 *
 * @example
 * ```ts
 * import { key, tanh } from '@chainrule/core';
 * import { linear, residual, sequential } from '@chainrule/nn';
 * const block = residual(sequential(linear(8, 8), tanh));
 * block.init(key(0)).params.body[0].weight.shape; // → [8, 8]
 * ```
 */
export function residual<L extends Layer>(body: L, { scale = 1 }: { readonly scale?: number } = {}): Residual<L> {
  return definePlugin('layer', 'residual', {
    options: { scale },
    layers: { body },
    init: (key, options) => {
      const { params, state } = body.init(foldIn(key, 'body'), options);
      return { params: { body: params as ParamsOf<L> }, state: { body: state as StateOf<L> } };
    },
    apply(params, state, x, context) {
      const inner = applyInner<unknown, unknown, Tensor, { y: Tensor; state: unknown }>(
        body,
        'body',
        { params: params.body, state: state.body },
        x,
        context,
      );
      if (!sameShape(inner.y.shape, x.shape))
        throw layerError('shape', `the layer inside makes ${shapeText(inner.y.shape)} of ${shapeText(x.shape)}: they cannot be added`, {
          layer: 'residual',
          path: context.path,
          hint: 'choose its sizes so that the shape stays',
        });
      return { y: x.add(scale === 1 ? inner.y : inner.y.mul(scale)), state: { body: inner.state as StateOf<L> } };
    },
  } satisfies Omit<Residual<L>, '~chainrule'>);
}
