import { ChainruleError, normalizeAxis, type Plugin, type Value } from '@chainrule/core';

/** A function of all the numbers along an axis. */
export interface VectorActivation<N extends string = string> extends Plugin<'activation', N> {
  <V extends Value>(x: V, axis?: number): V;
  /** Its name. */
  readonly key: N;
  readonly axis: number;
  readonly range: readonly [lowest: number, highest: number];
  readonly advice: string;
  apply<V extends Value>(x: V): V;
  /** The same function along another axis. */
  with(options: { readonly axis: number }): VectorActivation<N>;
}

/**
 * Makes an activation of a function of the numbers along an axis.
 *
 * Throws `shape`, when applied, where there are no numbers along the axis.
 *
 * @example
 * ```ts
 * import { defineVectorActivation } from '@chainrule/activations';
 * import { ndarray } from '@chainrule/core';
 * const halves = defineVectorActivation('halves', (x) => x.div(2), { range: [-Infinity, Infinity], advice: 'None needed.' });
 * halves.apply(ndarray([1, 3])).toString(); // → '[0.5, 1.5]'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineVectorActivation<const N extends string>(
  key: N,
  f: (x: Value, axis: number) => Value,
  facts: Pick<VectorActivation, 'range' | 'advice'> & { readonly axis?: number },
): VectorActivation<N> {
  const { axis = -1 } = facts;
  const along = <V extends Value>(x: V, at: number = axis): V => {
    const place = normalizeAxis(at, x.shape.length, key);
    if (x.shape[place] === 0) throw new ChainruleError('shape', 'there are no numbers along the axis', { operation: key });
    return f(x, place) as unknown as V;
  };
  return Object.freeze(
    Object.assign(along, {
      '~chainrule': { kind: 'activation', spec: 1, name: key } as const,
      ...facts,
      key,
      axis,
      apply: <V extends Value>(x: V): V => along(x),
      with: (options: { readonly axis: number }) => defineVectorActivation(key, f, { ...facts, ...options }),
    }),
  );
}

/** With the largest at 0: no exponential overflows. */
const shifted = (x: Value, axis: number): Value => x.sub(x.max(axis, { keepDims: true }));

/**
 * exp xᵢ / Σ exp xⱼ along an axis, the last one unless said otherwise: weights that are positive and add up to 1.
 *
 * Throws `shape` where there are no numbers along the axis.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { softmax } from '@chainrule/activations';
 * softmax(ndarray([[1000, 1000], [0, Math.log(3)]])).toString(); // → '[[0.5, 0.5],\n [0.25, 0.75]]'
 * ```
 */
export const softmax: VectorActivation<'softmax'> = defineVectorActivation(
  'softmax',
  (x, axis) => {
    const weights = shifted(x, axis).exp();
    return weights.div(weights.sum(axis, { keepDims: true }));
  },
  {
    range: [0, 1],
    advice: 'For the output of a classifier; in training give its logits to crossEntropy, which is exact where this rounds to 0.',
  },
);

/**
 * xᵢ − ln Σ exp xⱼ along an axis: the logarithm of softmax, exact where softmax rounds to 0.
 *
 * @example
 * ```ts
 * import { logSoftmax } from '@chainrule/activations';
 * import { ndarray } from '@chainrule/core';
 * logSoftmax.apply(ndarray([1000, 0])).toString(); // → '[0, -1000]'
 * ```
 */
export const logSoftmax: VectorActivation<'logSoftmax'> = defineVectorActivation(
  'logSoftmax',
  (x, axis) => {
    const below = shifted(x, axis);
    return below.sub(below.exp().sum(axis, { keepDims: true }).log());
  },
  { range: [-Infinity, 0], advice: 'For outputs that a loss of logarithms is taken of (nll, kl); crossEntropy does it for you.' },
);
