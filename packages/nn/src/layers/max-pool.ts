import { maxPool1d, maxPool2d, type PerAxis, type PoolingOptions } from '@chainrule/tensor';
import { axesOf, pooling, type Pooling } from './pool.js';

/**
 * The largest of every window of images `[n, c, height, width]`; a window `[size]` pools sequences `[n, c, length]`. Padding is never the
 * largest; of equal ones the first has the derivative.
 *
 * @example
 * ```ts
 * import { arange } from '@chainrule/tensor';
 * import { maxPool } from '@chainrule/nn';
 * maxPool(2).apply({}, {}, arange(16).reshape([1, 1, 4, 4]), { mode: 'eval' }).y.shape; // → [1, 1, 2, 2]
 * maxPool([3], { stride: 1 }).apply({}, {}, arange(5).reshape([1, 1, 5]), { mode: 'eval' }).y.shape; // → [1, 1, 3]
 * ```
 */
export function maxPool(window: PerAxis, options: PoolingOptions = {}): Pooling<PoolingOptions & { readonly window: PerAxis }> {
  const axes = axesOf(window);
  return pooling('maxPool', axes, { stride: window, padding: 0, ...options, window }, (x) =>
    (axes === 1 ? maxPool1d : maxPool2d)(x, window, options),
  );
}
