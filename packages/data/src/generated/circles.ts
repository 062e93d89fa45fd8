import { normal, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';
import { planar } from './planar.js';

/** What circles are drawn with. */
export interface CirclesOptions {
  /** Points on each circle. Default 100. */
  readonly count?: number;
  /** Radius of the inner circle; the outer one's is 1. Default 0.5. */
  readonly inner?: number;
  /** Standard deviation of both coordinates. Default 0.05. */
  readonly noise?: number;
}

/**
 * Two circles around the origin, class 0 the outer, class 1 the inner. Points alternate between them.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { circles } from '@chainrule/data';
 * circles(key(0)).features.shape; // → [200, 2]
 * ```
 */
export function circles(key: Key, { count = 100, inner = 0.5, noise = 0.05 }: CirclesOptions = {}): DataSet {
  checkCount(count, 'circles');
  return planar(2 * count, 2, normal(key, [2 * count, 2]).mul(noise), 'generated: two circles', (i) => {
    const angle = (2 * Math.PI * Math.floor(i / 2)) / count;
    const radius = i % 2 === 0 ? 1 : inner;
    return [i % 2, radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
