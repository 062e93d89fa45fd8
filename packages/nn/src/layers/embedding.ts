import { definePlugin, type Key } from '@chainrule/core';
import { stopGradient, tensor, type Tensor } from '@chainrule/tensor';
import { normalFill } from '../initialisers/fill.js';
import type { Initialiser } from '../initialisers/initialiser.js';
import type { InitOptions, Layer, Nothing } from '../layer.js';

/** How the rows of an embedding begin, and which stays zero. */
export interface EmbeddingOptions {
  /** An index whose row is zero and is not trained. */
  readonly paddingIndex?: number | undefined;
  /** How the rows are drawn. Default as PyTorch: normal numbers. */
  readonly weight?: Initialiser;
}

/** A layer of `embedding`: one row for every index. */
export type Embedding = Layer<
  { readonly weight: Tensor },
  Nothing,
  Tensor,
  { readonly count: number; readonly size: number; readonly paddingIndex: number | undefined; readonly weight: Initialiser }
>;

/**
 * A row of the weight `[count, size]` for every index: indices of any shape `[…]` give `[…, size]`.
 *
 * Throws `index` for one that is out of range.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { tensor } from '@chainrule/tensor';
 * import { embedding } from '@chainrule/nn';
 * const layer = embedding(10, 4);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, tensor([[1, 2, 3]]), { mode: 'eval' }).y.shape; // → [1, 3, 4]
 * ```
 */
export function embedding(count: number, size: number, { paddingIndex, weight = normalFill() }: EmbeddingOptions = {}): Embedding {
  return definePlugin('layer', 'embedding', {
    options: { count, size, paddingIndex, weight },
    init: (key, options) => ({ params: { weight: rows(key, [count, size], weight, paddingIndex, options) }, state: {} }),
    apply: (params, state, x) => ({ y: lookUp(params.weight, x, paddingIndex), state }),
  } satisfies Omit<Embedding, '~chainrule'>);
}

/** Rows as they are drawn, the padding's zero. */
export function rows(
  key: Key,
  [count, size]: readonly [number, number],
  draw: Initialiser,
  paddingIndex: number | undefined,
  options: InitOptions | undefined,
): Tensor {
  const drawn = draw(key, [count, size], options);
  if (paddingIndex === undefined) return drawn;
  const padding = tensor(
    Uint8Array.from({ length: count }, (_, i) => Number(i === paddingIndex)),
    { shape: [count, 1] },
  );
  return padding.where(0, drawn).clone();
}

/** The rows of indices; the padding's row has no derivative. */
export function lookUp(weight: Tensor, x: Tensor, paddingIndex: number | undefined): Tensor {
  const indices = x.cast('int32');
  const found = weight.take(indices);
  return paddingIndex === undefined
    ? found
    : indices
        .equal(paddingIndex)
        .reshape([...x.shape, 1])
        .where(stopGradient(found), found);
}
