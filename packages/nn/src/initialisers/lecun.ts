import { normalFill } from './fill.js';
import { fansOf, type Initialiser } from './initialiser.js';

/**
 * Normal with variance 1/fanIn: keeps the size of a signal through linear layers, and through self-normalising units.
 * LeCun et al. 1998, "Efficient BackProp".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { lecun } from '@chainrule/nn';
 * lecun()(key(0), [4, 3]).shape; // → [ 4, 3 ]
 * ```
 */
export const lecun = (): Initialiser => (key, shape, options) =>
  normalFill({ deviation: 1 / Math.sqrt(fansOf(shape).fanIn) })(key, shape, options);
