import type { Value } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { classDefaults, classLoss, type ClassOptions } from './cross-entropy.js';
import { defineLoss, type Loss } from './loss.js';

/**
 * −log p of the right class, from logarithms of probabilities `[n, classes, …]` and class numbers `[n, …]`: what follows `logSoftmax`.
 *
 * Throws `shape` when the two do not fit, `index` for a class that there is not.
 */
export const nll: Loss<ClassOptions, 'nll'> = defineLoss('nll', classDefaults, (prediction: Tensor, target: Tensor | Value, options) =>
  classLoss('nll', prediction, target, options),
);
