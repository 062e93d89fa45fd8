import { ChainruleError } from '@chainrule/core';
import { rateOf, type LearningRate } from '../learning-rate.js';
import { checkRising } from './multi-step.js';
import { defineSchedule, type Schedule } from './schedule.js';

/**
 * One schedule after another: the second begins at the first step in `at`, counting from 0 again, and so on.
 *
 * Throws `argument` unless there is one step fewer than schedules, in rising order.
 *
 * @example
 * ```ts
 * import { exponential, join } from '@chainrule/optim';
 * const rate = join([1, exponential({ from: 0.5, factor: 0.5 })], { at: [10] });
 * [9, 10, 11].map(rate); // → [1, 0.5, 0.25]
 * ```
 */
export function join(schedules: readonly LearningRate[], { at }: { readonly at: readonly number[] }): Schedule {
  if (schedules.length !== at.length + 1)
    throw new ChainruleError('argument', `${schedules.length} schedules meet at ${at.length} steps`, {
      operation: 'join',
      hint: 'there is one step fewer than schedules: where each but the first begins',
    });
  checkRising('join', at);
  const rates = schedules.map((schedule) => rateOf('join', schedule));
  return defineSchedule('join', (step) => {
    const which = at.filter((start) => start <= step).length;
    return rates[which]!(step - (at[which - 1] ?? 0));
  });
}
