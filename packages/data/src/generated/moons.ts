import { normal, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';
import { planar } from './planar.js';

/** How many points `moons` draws, and how far they scatter. */
export interface MoonsOptions {
  /** Points on each moon. Default 100. */
  readonly count?: number;
  /** Standard deviation of both coordinates. Default 0.1. */
  readonly noise?: number;
}

/**
 * Two interleaved half circles of radius 1, around (0, 0) and, upside down, around (1, ½). Points alternate between them.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { moons } from '@chainrule/data';
 * moons(key(0)).features.shape; // → [200, 2]
 * ```
 */
export function moons(key: Key, { count = 100, noise = 0.1 }: MoonsOptions = {}): DataSet {
  checkCount(count, 'moons');
  return planar(2 * count, 2, normal(key, [2 * count, 2]).mul(noise), 'generated: two moons', (i) => {
    const angle = Math.PI * (count === 1 ? 0.5 : Math.floor(i / 2) / (count - 1));
    return i % 2 === 0 ? [0, Math.cos(angle), Math.sin(angle)] : [1, 1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  });
}
