import type { Key } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import type { Initialised, InitOptions, Layer } from './layer.js';

/** A layer together with its numbers: for use once they are learnt. */
export interface Model<P, S, X> extends Initialised<P, S> {
  readonly layer: Layer<P, S, X>;
  /** What the layer gives in use. */
  forward(x: X): Tensor;
  /** The same layer with other numbers. */
  with(numbers: Partial<Initialised<P, S>>): Model<P, S, X>;
}

/**
 * A layer and its numbers in one value, drawn from a key or as given.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { linear, model } from '@chainrule/nn';
 * model(linear(3, 2), key(0)).forward(ones([1, 3])).shape; // → [1, 2]
 * ```
 */
export function model<P, S, X>(layer: Layer<P, S, X>, from: Key | Initialised<P, S>, options?: InitOptions): Model<P, S, X> {
  const { params, state } = 'params' in from ? from : layer.init(from, options);
  return {
    layer,
    params,
    state,
    forward: (x) => layer.apply(params, state, x, { mode: 'eval' }).y,
    with: (numbers) => model(layer, { params, state, ...numbers }),
  };
}
