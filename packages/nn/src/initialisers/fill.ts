import { normal, uniform } from '@chainrule/core';
import { full, tensor } from '@chainrule/tensor';
import type { Initialiser } from './initialiser.js';

/**
 * Every number the same.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { constantFill } from '@chainrule/nn';
 * constantFill(0.5)(key(0), [2]).toString(); // → 'f32[2] [0.5, 0.5]'
 * ```
 */
export const constantFill =
  (value: number): Initialiser =>
  (_key, shape, { dtype = 'float32' } = {}) =>
    full(shape, value, { dtype });

/**
 * Normal numbers.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { normalFill } from '@chainrule/nn';
 * normalFill({ deviation: 0.01 })(key(0), [64, 64]).shape; // → [64, 64]
 * ```
 */
export const normalFill =
  ({ mean = 0, deviation = 1 }: { readonly mean?: number; readonly deviation?: number } = {}): Initialiser =>
  (key, shape, { dtype = 'float32' } = {}) =>
    tensor(normal(key, shape).mul(deviation).add(mean), { dtype });

/**
 * Numbers uniform between −bound and bound.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { uniformFill } from '@chainrule/nn';
 * uniformFill({ bound: 0.1 })(key(0), [4, 3]).shape; // → [ 4, 3 ]
 * ```
 */
export const uniformFill =
  ({ bound }: { readonly bound: number }): Initialiser =>
  (key, shape, { dtype = 'float32' } = {}) =>
    tensor(
      uniform(key, shape)
        .mul(2 * bound)
        .sub(bound),
      { dtype },
    );
