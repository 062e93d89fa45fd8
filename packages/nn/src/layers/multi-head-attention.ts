import { definePlugin, foldIn, shapeText } from '@chainrule/core';
import { split, zeros, type Tensor } from '@chainrule/tensor';
import { xavierUniform } from '../initialisers/xavier.js';
import { layerError, type Applied, type Context, type Layer, type Nothing } from '../layer.js';
import { attention } from './attention.js';
import { dropped } from './dropout.js';
import { defaultWeight, type Weighted } from './linear.js';

/** Queries `[n, t, size]`, and the keys and values they look at. */
export interface AttentionInput {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** `[n, keys]`, true for keys that only fill up a sequence and are not to be seen. */
  readonly keyPadding?: Tensor;
}

/** Names and layouts of PyTorch's `nn.MultiheadAttention`: the rows of `in_proj_weight` are those of queries, keys and values. */
export type AttentionParams<B extends boolean = boolean> = {
  readonly in_proj_weight: Tensor;
  readonly out_proj: Weighted<B>;
} & (B extends false ? unknown : { readonly in_proj_bias: Tensor });

/** What a place may see in `multiHeadAttention`, and how its weights begin and drop out. */
export interface MultiHeadAttentionOptions<B extends boolean = boolean> {
  /** Whether a place sees only itself and what came before it. Default false. */
  readonly causal?: boolean;
  /** Default true. */
  readonly bias?: B;
  /** With which probability a weight is dropped in training. Default 0. */
  readonly dropout?: number;
}

/** A layer of `multiHeadAttention`: projections in and out. */
export type MultiHeadAttention<B extends boolean = boolean> = Layer<
  AttentionParams<B>,
  Nothing,
  Tensor | AttentionInput,
  { readonly size: number; readonly heads: number; readonly causal: boolean; readonly bias: boolean; readonly dropout: number },
  Applied<Nothing> & { readonly weights: Tensor }
>;

/**
 * Attention in several heads, each on its part of projected queries, keys and values `[n, t, size]`; their results joined and projected.
 * A tensor attends to itself. Gives also the `weights` `[n, queries, keys]`, averaged over the heads.
 *
 * Throws `shape` for an input of another size, `argument` when the size does not divide into the heads.
 * Vaswani et al. 2017, "Attention is all you need".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { multiHeadAttention } from '@chainrule/nn';
 * const layer = multiHeadAttention(8, 2, { causal: true });
 * const { params, state } = layer.init(key(0));
 * params.in_proj_weight.shape; // → [24, 8]
 * layer.apply(params, state, ones([1, 5, 8]), { mode: 'eval' }).y.shape; // → [1, 5, 8]
 * ```
 */
export function multiHeadAttention<const B extends boolean = true>(
  size: number,
  heads: number,
  { causal = false, bias, dropout = 0 }: MultiHeadAttentionOptions<B> = {},
): MultiHeadAttention<B> {
  const layer = 'multiHeadAttention';
  if (size % heads !== 0) throw layerError('argument', `a size of ${size} does not divide into ${heads} heads`, { layer });
  const withBias = bias ?? true;
  const inHeads = (x: Tensor): Tensor => x.reshape([...x.shape.slice(0, 2), heads, size / heads]).transpose([0, 2, 1, 3]);
  return definePlugin('layer', layer, {
    options: { size, heads, causal, bias: withBias, dropout },
    init: (key, options) => ({
      params: {
        in_proj_weight: xavierUniform()(foldIn(key, 'in_proj_weight'), [3 * size, size], options),
        ...(withBias && { in_proj_bias: zeros([3 * size], options) }),
        out_proj: {
          weight: defaultWeight(foldIn(key, 'out_proj'), [size, size], options),
          ...(withBias && { bias: zeros([size], options) }),
        },
      },
      state: {},
    }),
    apply(params, state, x, context) {
      const all = params as unknown as AttentionParams<true>;
      const input = checked('query' in x ? x : { query: x, key: x, value: x }, size, context);
      const [q, k, v] = projected(input, all, size).map(inHeads) as [Tensor, Tensor, Tensor];
      const padding = input.keyPadding;
      const { y, weights } = attention(q, k, v, { causal, hidden: padding?.reshape([padding.shape[0]!, 1, 1, padding.shape[1]!]) }, (w) =>
        dropped(w, dropout, context),
      );
      const joined = y.transpose([0, 2, 1, 3]).reshape(input.query.shape);
      const out = affine(joined, all.out_proj.weight, all.out_proj.bias);
      const alone = 'shape' in x && x.shape.length === 2;
      return {
        y: alone ? out.reshape(out.shape.slice(1)) : out,
        weights: alone ? weights.mean(1).reshape(weights.shape.slice(2)) : weights.mean(1),
        state,
      };
    },
  } satisfies Omit<MultiHeadAttention<B>, '~chainrule'>);
}

/** x·Wᵀ + b, where there is one, as one matrix product. */
function affine(x: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor {
  const rows = x.reshape([-1, weight.shape[1]!]).matmul(weight.transpose());
  return (bias ? rows.add(bias) : rows).reshape([...x.shape.slice(0, -1), weight.shape[0]!]);
}

/** Queries, keys and values projected: in one product where all three are the same. */
function projected({ query, key, value }: AttentionInput, params: AttentionParams<true>, size: number): Tensor[] {
  const { in_proj_weight: weight, in_proj_bias: bias } = params as Partial<AttentionParams<true>> & AttentionParams<false>;
  if (query === key && key === value) return split(affine(query, weight, bias), 3, -1);
  const [weights, biases] = [split(weight, [size, size, size]), bias && split(bias, [size, size, size])];
  return [query, key, value].map((x, i) => affine(x, weights[i]!, biases?.[i]));
}

/** Batches `[n, t, size]`; one example becomes a batch of one. */
function checked({ query, key, value, keyPadding }: AttentionInput, size: number, { path }: Context): AttentionInput {
  const same = query === key && key === value;
  const batch = [query, key, value].map((x, i) => {
    if ((x.shape.length === 3 || (x.shape.length === 2 && same)) && x.shape.at(-1) === size) return x.reshape([-1, ...x.shape.slice(-2)]);
    throw layerError('shape', `the ${['query', 'key', 'value'][i]} is ${shapeText(x.shape)}, expected [examples, places, ${size}]`, {
      layer: 'multiHeadAttention',
      path,
      hint: 'batches come first, places second',
    });
  }) as [Tensor, Tensor, Tensor];
  const [q, k, v] = same ? [batch[0], batch[0], batch[0]] : batch;
  if (k.shape[1] !== v.shape[1] || (keyPadding && keyPadding.shape[1] !== k.shape[1]))
    throw layerError(
      'shape',
      `keys ${shapeText(k.shape)}, values ${shapeText(v.shape)}${keyPadding ? `, key padding ${shapeText(keyPadding.shape)}` : ''}: not one number of places`,
      { layer: 'multiHeadAttention', path, hint: 'every key has one value, and one mark in keyPadding' },
    );
  return { query: q, key: k, value: v, ...(keyPadding && { keyPadding }) };
}
