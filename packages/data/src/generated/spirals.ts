import { normal, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';
import { planar } from './planar.js';

/** How many arms and points `spirals` draws, and how far they wind and scatter. */
export interface SpiralsOptions {
  /** Points on each arm. Default 100. */
  readonly count?: number;
  /** Default 3. */
  readonly arms?: number;
  /** How often an arm winds around the centre. Default 0.75. */
  readonly turns?: number;
  /** Radius of the outer end. Default 1. */
  readonly radius?: number;
  /** Standard deviation of both coordinates, as a part of the radius. Default 0.02. */
  readonly noise?: number;
}

/**
 * Interleaved spiral arms, one class each: no line separates them, a small network does.
 * Point i of n lies at radius r·i/(n−1) and angle 2π·(turns·i/(n−1) + arm/arms). Points alternate between the arms.
 *
 * Source: K. Lang and M. Witbrock, "Learning to tell two spirals apart" (1988).
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { spirals } from '@chainrule/data';
 * spirals(key(0), { arms: 2 }).features.shape; // → [200, 2]
 * ```
 */
export function spirals(key: Key, { count = 100, arms = 3, turns = 0.75, radius = 1, noise = 0.02 }: SpiralsOptions = {}): DataSet {
  checkCount(count, 'spirals');
  checkCount(arms, 'spirals');
  const moved = normal(key, [count * arms, 2]).mul(noise * radius);
  return planar(count * arms, arms, moved, `generated: ${arms} spiral arms`, (i) => {
    const arm = i % arms;
    const along = count === 1 ? 0 : Math.floor(i / arms) / (count - 1);
    const angle = 2 * Math.PI * (turns * along + arm / arms);
    return [arm, radius * along * Math.cos(angle), radius * along * Math.sin(angle)];
  });
}
