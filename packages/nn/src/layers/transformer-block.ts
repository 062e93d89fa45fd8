import { definePlugin, foldIn, gelu } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { activate, type Activation } from '../activation.js';
import { applyInner, within, type Layer, type Nothing } from '../layer.js';
import { dropped } from './dropout.js';
import { layerNorm } from './layer-norm.js';
import { linear, type WeightAndBias } from './linear.js';
import { multiHeadAttention, type AttentionParams } from './multi-head-attention.js';

/** Names and layouts of PyTorch's `nn.TransformerEncoderLayer`. */
export interface TransformerParams {
  readonly self_attn: AttentionParams<true>;
  readonly linear1: WeightAndBias;
  readonly linear2: WeightAndBias;
  readonly norm1: WeightAndBias;
  readonly norm2: WeightAndBias;
}

/** Sizes, order and dropout of a Transformer block. */
export interface TransformerOptions {
  /** The size between the two linear layers. Default 4·size. */
  readonly feedForward?: number;
  /** Whether a place sees only itself and what came before it. Default false. */
  readonly causal?: boolean;
  /** Normalisation before each part, which trains without a warm-up (default), or after the sum, as first published. */
  readonly norm?: 'pre' | 'post';
  /** Between the two linear layers. Default gelu. */
  readonly activation?: Activation;
  /** Default 0. */
  readonly dropout?: number;
}

/** A layer of `transformerBlock`: attention and two linear layers, each normalised and added. */
export type TransformerBlock = Layer<
  TransformerParams,
  Readonly<Record<keyof TransformerParams, Nothing>>,
  Tensor,
  Required<TransformerOptions> & { readonly size: number; readonly heads: number }
>;

/**
 * Self-attention, then two linear layers with an activation between them, each added to what went in, on `[n, t, size]`.
 *
 * Throws `shape` for an input of another size. Vaswani et al. 2017; normalisation before: Xiong et al. 2020.
 *
 * @example
 * ```ts
 * import { key, paths, pathName } from '@chainrule/core';
 * import { transformerBlock } from '@chainrule/nn';
 * const { params } = transformerBlock(8, 2, { causal: true }).init(key(0));
 * paths(params).map(pathName).slice(0, 4); // → ['self_attn.in_proj_weight', 'self_attn.in_proj_bias', 'self_attn.out_proj.weight', 'self_attn.out_proj.bias']
 * ```
 */
export function transformerBlock(
  size: number,
  heads: number,
  { feedForward = 4 * size, causal = false, norm = 'pre', activation = gelu, dropout = 0 }: TransformerOptions = {},
): TransformerBlock {
  const layers = {
    self_attn: multiHeadAttention(size, heads, { causal, dropout }),
    linear1: linear(size, feedForward),
    linear2: linear(feedForward, size),
    norm1: layerNorm(size),
    norm2: layerNorm(size),
  };
  const names = Object.keys(layers) as (keyof TransformerParams)[];
  return definePlugin('layer', 'transformerBlock', {
    options: { size, heads, feedForward, causal, norm, activation, dropout },
    layers: layers as unknown as Readonly<Record<string, Layer>>,
    init: (key, options) => ({
      params: Object.fromEntries(
        names.map((name) => [name, layers[name].init(foldIn(key, name), options).params]),
      ) as unknown as TransformerParams,
      state: Object.fromEntries(names.map((name) => [name, {}])) as Record<keyof TransformerParams, Nothing>,
    }),
    apply(params, state, x, context) {
      const run = (name: keyof TransformerParams, input: Tensor): Tensor =>
        applyInner(layers[name] as unknown as Layer, name, { params: params[name], state: state[name] }, input, context).y;
      const drop = (name: string, y: Tensor): Tensor => dropped(y, dropout, within(context, name));
      const attend = (input: Tensor): Tensor => drop('dropout1', run('self_attn', input));
      const feed = (input: Tensor): Tensor =>
        drop('dropout2', run('linear2', drop('dropout', activate(activation, run('linear1', input)))));
      if (norm === 'pre') {
        const seen = x.add(attend(run('norm1', x)));
        return { y: seen.add(feed(run('norm2', seen))), state };
      }
      const seen = run('norm1', x.add(attend(x)));
      return { y: run('norm2', seen.add(feed(seen))), state };
    },
  } satisfies Omit<TransformerBlock, '~chainrule'>);
}
