import { normal, split, uniform, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';
import { planar } from './planar.js';

/** What an exclusive or is drawn with. */
export interface XorOptions {
  /** Points in each quadrant. Default 50. */
  readonly count?: number;
  /** Standard deviation of what moves them afterwards. Default 0.05. */
  readonly noise?: number;
}

/**
 * Four squares around the origin, as on a chessboard: class 1 where x and y have different signs, else 0. No line separates them.
 * Coordinates are uniform, between 0.1 and 1 away from the axes.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { xor } from '@chainrule/data';
 * xor(key(0)).features.shape; // → [200, 2]
 * ```
 */
export function xor(key: Key, { count = 50, noise = 0.05 }: XorOptions = {}): DataSet {
  checkCount(count, 'xor');
  const [forPlaces, forNoise] = split(key) as [Key, Key];
  const away = uniform(forPlaces, [4 * count, 2])
    .mul(0.9)
    .add(0.1).data;
  return planar(4 * count, 2, normal(forNoise, [4 * count, 2]).mul(noise), 'generated: exclusive or', (i) => {
    const [right, up] = [i % 2 === 0, i % 4 < 2];
    return [right === up ? 0 : 1, (right ? 1 : -1) * away[2 * i]!, (up ? 1 : -1) * away[2 * i + 1]!];
  });
}
