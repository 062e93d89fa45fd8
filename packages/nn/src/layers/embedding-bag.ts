import { definePlugin, shapeText } from '@chainrule/core';
import { type Tensor } from '@chainrule/tensor';
import { normalFill } from '../initialisers/fill.js';
import type { Initialiser } from '../initialisers/initialiser.js';
import { layerError, type Layer, type Nothing } from '../layer.js';

type Reduce = 'sum' | 'mean' | 'max';

/** A layer of `embeddingBag`: one row for every index. */
export type EmbeddingBag = Layer<
  { readonly weight: Tensor },
  Nothing,
  Tensor,
  { readonly count: number; readonly size: number; readonly reduce: Reduce; readonly weight: Initialiser }
>;

/**
 * One row for every bag of indices, `[n, bag]` → `[n, size]`: the mean (default), sum or largest of their embeddings.
 *
 * Throws `index` for an index out of range, `shape` for an input without bags.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { embeddingBag } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * const bags = embeddingBag(10, 4);
 * const { params, state } = bags.init(key(0));
 * bags.apply(params, state, tensor([[1, 2, 3]], { dtype: 'int32' }), { mode: 'eval' }).y.shape; // → [ 1, 4 ]
 * ```
 */
export function embeddingBag(
  count: number,
  size: number,
  { reduce = 'mean', weight = normalFill() }: { readonly reduce?: Reduce; readonly weight?: Initialiser } = {},
): EmbeddingBag {
  return definePlugin('layer', 'embeddingBag', {
    options: { count, size, reduce, weight },
    init: (key, options) => ({ params: { weight: weight(key, [count, size], options) }, state: {} }),
    apply(params, state, x, { path }) {
      if (x.shape.length === 0)
        throw layerError('shape', `the input ${shapeText(x.shape)} is no bag of indices`, { layer: 'embeddingBag', path });
      const found = params.weight.take(x.cast('int32'));
      return { y: reduce === 'sum' ? found.sum(-2) : reduce === 'mean' ? found.mean(-2) : found.max(-2), state };
    },
  } satisfies Omit<EmbeddingBag, '~chainrule'>);
}
