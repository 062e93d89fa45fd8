import { averagePool1d, averagePool2d, type AveragePoolingOptions, type PerAxis } from '@chainrule/tensor';
import { axesOf, pooling, type Pooling } from './pool.js';

/**
 * The mean of every window of images `[n, c, height, width]`; a window `[size]` pools sequences `[n, c, length]`.
 * Zeros of the padding count, as in PyTorch, unless `countPadding` is false.
 *
 * @example
 * ```ts
 * import { avgPool } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * avgPool(2).apply({}, {}, ones([1, 1, 4, 4]), { mode: 'eval' }).y.shape; // → [ 1, 1, 2, 2 ]
 * ```
 */
export function avgPool(
  window: PerAxis,
  options: AveragePoolingOptions = {},
): Pooling<AveragePoolingOptions & { readonly window: PerAxis }> {
  const axes = axesOf(window);
  return pooling('avgPool', axes, { stride: window, padding: 0, countPadding: true, ...options, window }, (x) =>
    (axes === 1 ? averagePool1d : averagePool2d)(x, window, options),
  );
}
