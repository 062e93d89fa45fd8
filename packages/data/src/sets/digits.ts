import { ndarray } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { labels, pixels } from './columns/digits.js';

/**
 * Handwritten digits: 1797 images of 8 × 8 pixels with values 0 to 16, one image per row, and the digit each shows.
 *
 * @example
 * ```ts
 * import { digits } from '@chainrule/data';
 * const { features, target } = digits();
 * features.shape; // → [1797, 64]
 * target.data[0]; // → 0
 * ```
 */
export function digits(): DataSet {
  return {
    features: ndarray(
      Float64Array.from(pixels, (pixel) => parseInt(pixel, 17)),
      { shape: [labels.length, 64] },
    ),
    target: ndarray(Float64Array.from(labels, Number)),
    names: Array.from({ length: 64 }, (_, i) => `p${i}`),
    targetName: 'label',
    classes: Array.from('0123456789'),
    source: 'Optical Recognition of Handwritten Digits (test part), E. Alpaydin and C. Kaynak 1998; UCI Machine Learning Repository, CC BY 4.0',
  };
}
