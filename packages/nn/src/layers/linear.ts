import { definePlugin, foldIn, shapeText } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { uniformFill } from '../initialisers/fill.js';
import { heUniform } from '../initialisers/he.js';
import type { Initialiser } from '../initialisers/initialiser.js';
import { layerError, type Layer, type Nothing } from '../layer.js';

/** A weight and a bias, under PyTorch's names. */
export interface WeightAndBias {
  readonly weight: Tensor;
  readonly bias: Tensor;
}
/** A weight, and a bias where there is one. */
export type Weighted<B extends boolean> = B extends false ? Omit<WeightAndBias, 'bias'> : WeightAndBias;

/** Whether `linear` has a bias, and how its weights begin. */
export interface LinearOptions<B extends boolean = boolean> {
  /** Whether a bias is added. Default true. */
  readonly bias?: B;
  /** How the weight `[out, in]` is drawn. Default as PyTorch: uniform on ±1/√in. */
  readonly weight?: Initialiser;
}

/** A layer of `linear`: weight `[out, in]`, and bias `[out]`. */
export type Linear<B extends boolean = boolean> = Layer<
  Weighted<B>,
  Nothing,
  Tensor,
  { readonly inputs: number; readonly outputs: number; readonly bias: boolean; readonly weight: Initialiser }
>;

/** PyTorch's default for weights: uniform on ±1/√fanIn. */
export const defaultWeight: Initialiser = (key, shape, options) => heUniform({ slope: Math.sqrt(5) })(key, shape, options);

/**
 * y = x·Wᵀ + b over the last axis: x `[…, in]`, weight `[out, in]`, bias `[out]`, y `[…, out]`.
 *
 * Throws `shape` when the last axis of x is not `in`.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { linear } from '@chainrule/nn';
 * const layer = linear(3, 2);
 * const { params, state } = layer.init(key(0));
 * params.weight.shape; // → [2, 3]
 * layer.apply(params, state, ones([5, 3]), { mode: 'eval' }).y.shape; // → [5, 2]
 * layer.apply(params, state, ones([5, 4]), { mode: 'eval' }); // → throws the input [5, 4] does not end in 3
 * ```
 */
export function linear<const B extends boolean = true>(
  inputs: number,
  outputs: number,
  { bias, weight = defaultWeight }: LinearOptions<B> = {},
): Linear<B> {
  const withBias = bias ?? true;
  return definePlugin('layer', 'linear', {
    options: { inputs, outputs, bias: withBias, weight },
    init: (key, options) => ({
      params: {
        weight: weight(foldIn(key, 'weight'), [outputs, inputs], options),
        ...(withBias && { bias: uniformFill({ bound: 1 / Math.sqrt(inputs) })(foldIn(key, 'bias'), [outputs], options) }),
      },
      state: {},
    }),
    apply(params, state, x, { path }) {
      const { weight: w, bias: b } = params as Partial<WeightAndBias> & Pick<WeightAndBias, 'weight'>;
      if (x.shape.at(-1) !== inputs)
        throw layerError('shape', `the input ${shapeText(x.shape)} does not end in ${inputs}, the number of inputs of the layer`, {
          layer: 'linear',
          path,
          hint: `reshape it to […, ${inputs}], or make the layer linear(${x.shape.at(-1) ?? 'inputs'}, ${outputs})`,
        });
      // As one matrix: its gradient is then one product, too.
      const rows = x.reshape([-1, inputs]).matmul(w.transpose());
      return { y: (b ? rows.add(b) : rows).reshape([...x.shape.slice(0, -1), outputs]), state };
    },
  } satisfies Omit<Linear<B>, '~chainrule'>);
}
