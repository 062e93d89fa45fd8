import { ChainruleError } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `multiStep`, with their defaults. */
export interface MultiStepOptions {
  readonly from: number;
  /** The steps at which the rate changes, in rising order. */
  readonly at: readonly number[];
  /** What the rate is multiplied by at each of them. Default 0.1. */
  readonly factor?: number;
}

/**
 * A staircase with steps of chosen lengths: from·factor^(how many of the steps in `at` are reached).
 *
 * @example
 * ```ts
 * import { multiStep } from '@chainrule/optim';
 * const rate = multiStep({ from: 1, at: [30, 80], factor: 0.5 });
 * [29, 30, 80].map(rate); // → [1, 0.5, 0.25]
 * ```
 */
export function multiStep({ from, at, factor = 0.1 }: MultiStepOptions): Schedule {
  checkOptions('multiStep', { from: [from, notNegative], factor: [factor, notNegative] });
  checkRising('multiStep', at);
  return defineSchedule('multiStep', (step) => from * factor ** at.filter((milestone) => milestone <= step).length);
}

/** Throws `argument` for steps that are no numbers or not in rising order. */
export function checkRising(operation: string, at: readonly number[]): void {
  const wrong = at.findIndex((milestone, i) => !(milestone >= (at[i - 1] ?? 0)));
  if (wrong === -1) return;
  throw new ChainruleError('argument', `at[${wrong}] is ${at[wrong]!}`, {
    operation,
    hint: 'the steps at which the rate changes are numbers in rising order',
  });
}
