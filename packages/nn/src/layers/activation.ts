import { definePlugin } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { activate, activationName, type Activation } from '../activation.js';
import type { Layer, Nothing } from '../layer.js';

/** A layer that applies an activation; no parameters. */
export type ActivationLayer = Layer<Nothing, Nothing, Tensor, { readonly activation: Activation }>;

/**
 * An activation function as a layer, under its own name. `sequential` does this by itself.
 *
 * @example
 * ```ts
 * import { relu } from '@chainrule/core';
 * import { tensor } from '@chainrule/tensor';
 * import { activation } from '@chainrule/nn';
 * activation(relu).apply({}, {}, tensor([-1, 2]), { mode: 'eval' }).y.toString(); // → 'f32[2] [0, 2]'
 * ```
 */
export function activation(fn: Activation): ActivationLayer {
  return definePlugin('layer', activationName(fn), {
    options: { activation: fn },
    init: () => ({ params: {}, state: {} }),
    apply: (_params, state, x) => ({ y: activate(fn, x), state }),
  } satisfies Omit<ActivationLayer, '~chainrule'>);
}
