import { normal, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';
import { planar } from './planar.js';

/** What blobs are drawn with. */
export interface BlobsOptions {
  /** Points around each centre. Default 100. */
  readonly count?: number;
  /** How many centres, a class each. Default 2. */
  readonly centres?: number;
  /** Standard deviation of both coordinates. Default 0.35. */
  readonly noise?: number;
}

/**
 * Normally distributed points around centres, which stand evenly on the unit circle. Points alternate between them.
 * With two centres the best any model can do is the line between them: it is wrong on a share of Φ(−1/noise).
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { blobs } from '@chainrule/data';
 * blobs(key(0), { centres: 3 }).features.shape; // → [300, 2]
 * ```
 */
export function blobs(key: Key, { count = 100, centres = 2, noise = 0.35 }: BlobsOptions = {}): DataSet {
  checkCount(count, 'blobs');
  checkCount(centres, 'blobs');
  return planar(centres * count, centres, normal(key, [centres * count, 2]).mul(noise), `generated: ${centres} blobs`, (i) => {
    const angle = 2 * Math.PI * ((i % centres) / centres + 1 / 8);
    return [i % centres, Math.cos(angle), Math.sin(angle)];
  });
}
