import { definePlugin } from '@chainrule/core';
import { uniform, type Tensor } from '@chainrule/tensor';
import { layerError, type Context, type Layer, type Nothing } from '../layer.js';

/** A layer of `dropout`; no parameters. */
export type Dropout = Layer<Nothing, Nothing, Tensor, { readonly probability: number }>;

/**
 * In training every number is zero with this probability, and the others are divided by 1 − probability, so that their mean stays;
 * in use nothing happens. The context's key says which.
 *
 * Throws `argument` for a probability outside of [0, 1], and without a key in training. Srivastava et al. 2014, "Dropout".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ones } from '@chainrule/tensor';
 * import { dropout } from '@chainrule/nn';
 * dropout(0.5).apply({}, {}, ones([4]), { mode: 'train', key: key(1) }).y.max().item(); // → 2
 * dropout(0.5).apply({}, {}, ones([4]), { mode: 'eval' }).y.max().item(); // → 1
 * dropout(0.5).apply({}, {}, ones([4]), { mode: 'train' }); // → throws needs a key
 * ```
 */
export function dropout(probability: number): Dropout {
  if (!(probability >= 0 && probability <= 1))
    throw layerError('argument', `a probability of ${probability}`, { layer: 'dropout', hint: 'it lies between 0 and 1' });
  return definePlugin('layer', 'dropout', {
    options: { probability },
    init: () => ({ params: {}, state: {} }),
    apply: (_params, state, x, context) => ({ y: dropped(x, probability, context), state }),
  } satisfies Omit<Dropout, '~chainrule'>);
}

/** What dropout does, for layers that drop inside. */
export function dropped(x: Tensor, probability: number, { mode, key, path }: Context): Tensor {
  if (mode === 'eval' || probability === 0) return x;
  if (probability === 1) return x.fill(0);
  if (key === undefined)
    throw layerError('argument', 'training with dropout needs a key', {
      layer: 'dropout',
      path,
      hint: "pass one in the context: { mode: 'train', key: foldIn(key, step) }",
    });
  return uniform(key, x.shape)
    .less(probability)
    .where(0, x.div(1 - probability));
}
