import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `polynomial`, with their defaults. */
export interface PolynomialOptions {
  readonly from: number;
  /** The rate at the end. Default 0. */
  readonly to?: number;
  /** How many steps it takes. */
  readonly steps: number;
  /** Default 1: a straight line. */
  readonly power?: number;
}

/**
 * to + (from − to)(1 − step/steps)^power, then constant.
 *
 * Source: L.-C. Chen et al., "DeepLab", IEEE TPAMI 40 (2018), as the "poly" policy.
 *
 * @example
 * ```ts
 * import { polynomial } from '@chainrule/optim';
 * const rate = polynomial({ from: 1, steps: 10, power: 2 });
 * [0, 5, 10, 20].map(rate); // → [1, 0.25, 0, 0]
 * ```
 */
export function polynomial({ from, to = 0, steps, power = 1 }: PolynomialOptions): Schedule {
  checkOptions('polynomial', {
    from: [from, notNegative],
    to: [to, notNegative],
    steps: [steps, { least: 0, open: true }],
    power: [power, { least: 0, open: true }],
  });
  return defineSchedule('polynomial', (step) => (step >= steps ? to : to + (from - to) * (1 - step / steps) ** power));
}
