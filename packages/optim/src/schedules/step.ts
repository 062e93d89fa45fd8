import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `step`, with their defaults. */
export interface StepOptions {
  readonly from: number;
  /** After how many steps the rate changes, again and again. */
  readonly every: number;
  /** What the rate is multiplied by then. Default 0.1. */
  readonly factor?: number;
}

/**
 * A staircase: from·factor^⌊step/every⌋.
 *
 * @example
 * ```ts
 * import { step } from '@chainrule/optim';
 * const rate = step({ from: 1, every: 10, factor: 0.5 });
 * [0, 9, 10, 25].map(rate); // → [1, 1, 0.5, 0.25]
 * ```
 */
export function step({ from, every, factor = 0.1 }: StepOptions): Schedule {
  checkOptions('step', { from: [from, notNegative], every: [every, { least: 0, open: true }], factor: [factor, notNegative] });
  return defineSchedule('step', (at) => from * factor ** Math.floor(at / every));
}
