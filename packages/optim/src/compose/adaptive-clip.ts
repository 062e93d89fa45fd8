import type { Plugin, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { Optimizer } from '../optimizer.js';
import { transform, type Stateless } from './transform.js';

/** The options of `adaptiveClip`, with their defaults. */
export interface AdaptiveClipOptions {
  /** λ: the largest gradient in proportion to the parameter. Default 0.01. */
  readonly clipping?: number;
  /** The least size a parameter is taken to have, so that zeros can move. Default 0.001. */
  readonly epsilon?: number;
}

/**
 * Adaptive clipping, for `chain`: the gradient of each unit is scaled down to λ times the size of the unit's weights.
 *
 * g·min(1, λ·max(‖p‖, ε)/‖g‖), a unit being a row of a matrix, a filter of a convolution (all axes but the first, as in PyTorch's layouts), or a
 * whole vector. Brock, De, Smith and Simonyan, High-performance large-scale image recognition without normalization, 2021.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adaptiveClip, advance, begin, chain, sgd } from '@chainrule/optim';
 * const run = begin(chain(adaptiveClip({ clipping: 0.5 }), sgd({ learningRate: 1 })), { w: ndarray([[2, 0], [0, 1]]) });
 * advance(run, { w: ndarray([[4, 0], [0, 0.25]]) }).params.w.toString(); // → '[[1, 0],\n [0, 0.75]]'
 * ```
 */
export function adaptiveClip({ clipping = 0.01, epsilon = 0.001 }: AdaptiveClipOptions = {}): Optimizer<Stateless> &
  Plugin<'optimizer', 'adaptiveClip'> {
  checkOptions('adaptiveClip', { clipping: [clipping, notNegative], epsilon: [epsilon, notNegative] });
  return transform('adaptiveClip', (gradients, parameters) =>
    gradients.map((g, i) => {
      const [size, limit] = [unitNorm(g), unitNorm(parameters[i]!).maximum(epsilon).mul(clipping)];
      // A gradient of zero is not above its limit, so the division is by 1 there.
      return size.greater(limit).where(g.mul(limit.div(size.greater(0).where(size, 1))), g);
    }),
  );
}

function unitNorm(x: Value): Value {
  const axes = x.shape.length <= 1 ? undefined : x.shape.slice(1).map((_, i) => i + 1);
  return x.mul(x).sum(axes, { keepDims: true }).sqrt();
}
