import { definePlugin, shapeText } from '@chainrule/core';
import { slice, type Tensor } from '@chainrule/tensor';
import { normalFill } from '../initialisers/fill.js';
import type { Initialiser } from '../initialisers/initialiser.js';
import { layerError, type Layer, type Nothing } from '../layer.js';

/** A layer of `positionalEmbedding`: one row for every place. */
export type PositionalEmbedding = Layer<
  { readonly weight: Tensor },
  Nothing,
  Tensor,
  { readonly length: number; readonly size: number; readonly weight: Initialiser }
>;

/**
 * Adds to every place of a sequence `[…, t, size]` a trained row of its own, for sequences up to a length.
 *
 * Throws `shape` for longer sequences and other sizes.
 *
 * Source: J. Gehring et al., "Convolutional sequence to sequence learning", ICML 2017.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { positionalEmbedding } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * const layer = positionalEmbedding(16, 4);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([2, 10, 4]), { mode: 'eval' }).y.shape; // → [ 2, 10, 4 ]
 * ```
 */
export function positionalEmbedding(
  length: number,
  size: number,
  { weight = normalFill({ deviation: 0.02 }) }: { readonly weight?: Initialiser } = {},
): PositionalEmbedding {
  return definePlugin('layer', 'positionalEmbedding', {
    options: { length, size, weight },
    init: (key, options) => ({ params: { weight: weight(key, [length, size], options) }, state: {} }),
    apply(params, state, x, { path }) {
      const [places, own] = x.shape.slice(-2);
      if (places === undefined || places > length || own !== size)
        throw layerError('shape', `the input ${shapeText(x.shape)} is no sequence of up to ${length} vectors of ${size}`, {
          layer: 'positionalEmbedding',
          path,
          hint: `it has the shape […, up to ${length}, ${size}]`,
        });
      return { y: x.add(slice(params.weight, [0, places])), state };
    },
  } satisfies Omit<PositionalEmbedding, '~chainrule'>);
}
