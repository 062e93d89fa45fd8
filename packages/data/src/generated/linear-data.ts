import { ndarray, normal, split, uniform, type Key } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';

/** The line that `linearData` draws points around, and how far they scatter. */
export interface LinearDataOptions {
  /** How many points. Default 100. */
  readonly count?: number;
  /** Default 4. */
  readonly intercept?: number;
  /** Default 3. */
  readonly slope?: number;
  /** Standard deviation of the noise. Default 1. */
  readonly noise?: number;
}

/**
 * Points of a noisy line: y = intercept + slope·x + noise·ε with x uniform on [0, 2) and ε standard normal.
 * Without options, the hundred points of y = 4 + 3x + ε that introductions to gradient descent begin with.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { linearData } from '@chainrule/data';
 * linearData(key(0)).features.shape; // → [100, 1]
 * ```
 */
export function linearData(key: Key, { count = 100, intercept = 4, slope = 3, noise = 1 }: LinearDataOptions = {}): DataSet {
  checkCount(count, 'linearData');
  const [forX, forNoise] = split(key) as [Key, Key];
  const x = uniform(forX, [count]).mul(2);
  const y = x
    .mul(slope)
    .add(intercept)
    .add(normal(forNoise, [count]).mul(noise));
  return {
    features: x.reshape([count, 1]),
    target: ndarray(y.data),
    names: ['x'],
    targetName: 'y',
    source: `generated: y = ${intercept} + ${slope}x + noise`,
  };
}
