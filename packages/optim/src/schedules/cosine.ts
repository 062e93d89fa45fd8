import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `cosine`, with their defaults. */
export interface CosineOptions {
  readonly from: number;
  /** The rate at the end. Default 0. */
  readonly to?: number;
  /** How many steps the descent takes. */
  readonly steps: number;
}

/**
 * Half a cosine down, then constant: to + (from − to)(1 + cos(π·step/steps))/2.
 * Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017.
 *
 * @example
 * ```ts
 * import { cosine } from '@chainrule/optim';
 * const rate = cosine({ from: 0.2, steps: 100 });
 * [rate(0), rate(50), rate(100)]; // → [0.2, 0.1, 0]
 * ```
 */
export function cosine({ from, to = 0, steps }: CosineOptions): Schedule {
  checkOptions('cosine', { from: [from, notNegative], to: [to, notNegative], steps: [steps, { least: 0, open: true }] });
  return defineSchedule('cosine', (step) => (step >= steps ? to : to + ((from - to) * (1 + Math.cos((Math.PI * step) / steps))) / 2));
}
