import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/**
 * The same rate at every step.
 *
 * @example
 * ```ts
 * import { constant } from '@chainrule/optim';
 * constant(0.1)(1000); // → 0.1
 * ```
 */
export function constant(rate: number): Schedule {
  checkOptions('constant', { rate: [rate, notNegative] });
  return defineSchedule('constant', () => rate);
}
