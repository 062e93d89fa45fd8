import { normalizeAxis, type DType } from '@chainrule/core';
import { stopGradient } from '../primitives/stop-gradient.js';
import type { Tensor } from '../tensor.js';

/**
 * exp xᵢ / Σ exp xⱼ along an axis: weights that are positive and add up to 1.
 *
 * @example
 * ```ts
 * import { softmax, tensor } from '@chainrule/tensor';
 * softmax(tensor([1000, 1000])).toString(); // → 'f32[2] [0.5, 0.5]'
 * ```
 */
export function softmax<D extends DType>(x: Tensor<D>, axis = -1): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length, 'softmax');
  const weights = shifted(x, at).exp();
  return weights.div(weights.sum(at, { keepDims: true }));
}

/**
 * xᵢ − log Σ exp xⱼ along an axis, exact where softmax rounds to 0.
 *
 * @example
 * ```ts
 * import { logSoftmax, tensor } from '@chainrule/tensor';
 * logSoftmax(tensor([1000, 0])).toString(); // → 'f32[2] [0, -1000]'
 * ```
 */
export function logSoftmax<D extends DType>(x: Tensor<D>, axis = -1): Tensor<D> {
  const at = normalizeAxis(axis, x.shape.length, 'logSoftmax');
  const below = shifted(x, at);
  return below.sub(below.exp().sum(at, { keepDims: true }).log());
}

/** With the largest at 0, which changes neither function, and so has no part in their derivatives. */
const shifted = <D extends DType>(x: Tensor<D>, axis: number): Tensor<D> => x.sub(stopGradient(x.max(axis, { keepDims: true })));
