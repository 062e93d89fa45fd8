import { normalFill, uniformFill } from './fill.js';
import { fansOf, type Initialiser } from './initialiser.js';

/** What Xavier's deviation is multiplied by. */
export interface XavierOptions {
  /** What the deviation is multiplied by; see `gain`. Default 1. */
  readonly gain?: number;
}

/**
 * Normal with variance gain²·2/(fanIn + fanOut): the compromise between keeping the signal and keeping the gradient.
 * Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { xavierNormal } from '@chainrule/nn';
 * xavierNormal({ gain: 5 / 3 })(key(0), [64, 32]).shape; // → [64, 32]
 * ```
 */
export const xavierNormal =
  ({ gain = 1 }: XavierOptions = {}): Initialiser =>
  (key, shape, options) => {
    const { fanIn, fanOut } = fansOf(shape);
    return normalFill({ deviation: gain * Math.sqrt(2 / (fanIn + fanOut)) })(key, shape, options);
  };

/**
 * Uniform with variance gain²·2/(fanIn + fanOut): on ±gain·√(6/(fanIn + fanOut)). Glorot and Bengio 2010.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { xavierUniform } from '@chainrule/nn';
 * xavierUniform()(key(0), [4, 3]).shape; // → [ 4, 3 ]
 * ```
 */
export const xavierUniform =
  ({ gain = 1 }: XavierOptions = {}): Initialiser =>
  (key, shape, options) => {
    const { fanIn, fanOut } = fansOf(shape);
    return uniformFill({ bound: gain * Math.sqrt(6 / (fanIn + fanOut)) })(key, shape, options);
  };
