import { definePlugin, shapeText } from '@chainrule/core';
import { ones, zeros, type Tensor } from '@chainrule/tensor';
import { layerError, type Layer, type Nothing } from '../layer.js';
import type { WeightAndBias } from './linear.js';
import { moments, standardised } from './standardised.js';

/** A layer of `groupNorm`: weight and bias of every channel. */
export type GroupNorm = Layer<
  WeightAndBias,
  Nothing,
  Tensor,
  { readonly groups: number; readonly channels: number; readonly epsilon: number }
>;

/**
 * The channels of `[n, c, …]` in groups, each group of each example with mean 0 and variance 1, then every channel scaled and shifted.
 *
 * Throws `shape` for other channels, `argument` for channels that do not divide into the groups. Wu and He 2018, "Group normalization".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { groupNorm } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * const layer = groupNorm(2, 4);
 * const { params, state } = layer.init(key(0));
 * layer.apply(params, state, ones([1, 4, 3, 3]), { mode: 'eval' }).y.shape; // → [ 1, 4, 3, 3 ]
 * ```
 */
export function groupNorm(groups: number, channels: number, { epsilon = 1e-5 }: { readonly epsilon?: number } = {}): GroupNorm {
  const layer = 'groupNorm';
  if (channels % groups !== 0) throw layerError('argument', `${channels} channels do not divide into ${groups} groups`, { layer });
  return definePlugin('layer', layer, {
    options: { groups, channels, epsilon },
    init: (_key, options) => ({ params: { weight: ones([channels], options), bias: zeros([channels], options) }, state: {} }),
    apply({ weight, bias }, state, x, { path }) {
      const [examples, own, ...sizes] = x.shape;
      if (examples === undefined || own !== channels)
        throw layerError('shape', `the input ${shapeText(x.shape)} does not have ${channels} channels along axis 1`, {
          layer,
          path,
          hint: `it has the shape [examples, ${channels}, …]`,
        });
      const grouped = x.reshape([examples, groups, -1]);
      const along = (t: Tensor): Tensor => t.reshape([channels, ...sizes.map(() => 1)]);
      const y = standardised(grouped, moments(grouped, [-1]), epsilon).reshape(x.shape);
      return { y: y.mul(along(weight)).add(along(bias)), state };
    },
  } satisfies Omit<GroupNorm, '~chainrule'>);
}
