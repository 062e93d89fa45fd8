import { normalFill, uniformFill } from './fill.js';
import { fansOf, type Initialiser } from './initialiser.js';

/** Which variance He initialisation keeps, and the rectifier after it. */
export interface HeOptions {
  /** Keep the signal's variance (fanIn, default) or the gradient's (fanOut). */
  readonly mode?: 'fanIn' | 'fanOut';
  /** The slope of the rectifier after it for negative numbers. Default 0: ReLU. */
  readonly slope?: number;
}

/** gain/√fan, the deviation of He's initialisation, with the gain √(2/(1 + slope²)) of a rectifier. */
function deviation(shape: readonly number[], { mode = 'fanIn', slope = 0 }: HeOptions): number {
  return Math.sqrt(2 / (1 + slope ** 2) / fansOf(shape)[mode]);
}

/**
 * Normal with variance 2/((1 + slope²)·fan): keeps the size of a signal through layers with rectifiers.
 * He et al. 2015, "Delving deep into rectifiers".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { heNormal } from '@chainrule/nn';
 * heNormal()(key(0), [64, 32]).shape; // → [64, 32]
 * ```
 */
export const heNormal =
  (he: HeOptions = {}): Initialiser =>
  (key, shape, options) =>
    normalFill({ deviation: deviation(shape, he) })(key, shape, options);

/**
 * Uniform with variance 2/((1 + slope²)·fan). He et al. 2015.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { heUniform } from '@chainrule/nn';
 * heUniform()(key(0), [4, 3]).shape; // → [ 4, 3 ]
 * ```
 */
export const heUniform =
  (he: HeOptions = {}): Initialiser =>
  (key, shape, options) =>
    uniformFill({ bound: Math.sqrt(3) * deviation(shape, he) })(key, shape, options);
