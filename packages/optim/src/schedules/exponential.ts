import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `exponential`, with their defaults. */
export interface ExponentialOptions {
  readonly from: number;
  /** What the rate is multiplied by at each step. */
  readonly factor: number;
}

/**
 * Exponential decay: from·factor^step.
 *
 * @example
 * ```ts
 * import { exponential } from '@chainrule/optim';
 * exponential({ from: 0.1, factor: 0.5 })(3); // → 0.0125
 * ```
 */
export function exponential({ from, factor }: ExponentialOptions): Schedule {
  checkOptions('exponential', { from: [from, notNegative], factor: [factor, notNegative] });
  return defineSchedule('exponential', (step) => from * factor ** step);
}
