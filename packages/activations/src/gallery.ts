import type { Activation } from './activation.js';

/** One activation as it is shown: what is known of it, and points of its graph. */
export interface GalleryEntry extends Pick<Activation, 'key' | 'range' | 'kinks' | 'saturates' | 'advice'> {
  /** The function as LaTeX. */
  readonly latex: string;
  /** The curves of the function and of its slope. */
  readonly x: Float64Array;
  readonly value: Float64Array;
  readonly derivative: Float64Array;
}

/** Where `gallery` draws its curves, and how finely. */
export interface GalleryOptions {
  /** Default −6. */
  readonly from?: number;
  /** Default 6. */
  readonly to?: number;
  /** How many points. Default 241. */
  readonly count?: number;
}

/**
 * Activations side by side, built in or not: curves of value and slope over a range, and what to know of each.
 *
 * @example
 * ```ts
 * import { gallery, relu, tanh } from '@chainrule/activations';
 * gallery([relu, tanh], { from: -1, to: 1, count: 3 }).map(({ key, derivative }) => `${key} ${derivative[2]!.toFixed(2)}`); // → ['relu 1.00', 'tanh 0.42']
 * ```
 */
export function gallery(of: readonly Activation[], { from = -6, to = 6, count = 241 }: GalleryOptions = {}): GalleryEntry[] {
  const x = Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
  return of.map((activation) => {
    const { key, range, kinks, saturates, advice, fn, parameters } = activation;
    return {
      ...{ key, range, kinks, saturates, advice, x },
      latex: fn.latex('x', ...Object.values(parameters).map(String)),
      value: x.map((at) => activation.value(at)),
      derivative: x.map((at) => activation.derivative(at)),
    };
  });
}
