import { checkOptions, notNegative } from '../check-options.js';
import { cosine } from './cosine.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `cosineRestarts`, with their defaults. */
export interface CosineRestartsOptions {
  readonly from: number;
  /** The rate at the end of each descent, which is never quite reached. Default 0. */
  readonly to?: number;
  /** How many steps the first descent takes. */
  readonly period: number;
  /** How much longer each descent is than the one before. Default 1. */
  readonly growth?: number;
}

/**
 * Half a cosine down, again and again, each descent `growth` times as long as the last.
 * Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017.
 *
 * @example
 * ```ts
 * import { cosineRestarts } from '@chainrule/optim';
 * const rate = cosineRestarts({ from: 1, period: 10, growth: 2 });
 * [0, 5, 10, 20, 30].map(rate); // → [1, 0.5, 1, 0.5, 1]
 * ```
 */
export function cosineRestarts({ from, to = 0, period, growth = 1 }: CosineRestartsOptions): Schedule {
  checkOptions('cosineRestarts', {
    period: [period, { least: 0, open: true }],
    growth: [growth, { least: 1 }],
    from: [from, notNegative],
    to: [to, notNegative],
  });
  return defineSchedule('cosineRestarts', (step) => {
    // The n-th descent begins at period·(growthⁿ − 1)/(growth − 1).
    let n = growth === 1 ? Math.floor(step / period) : Math.floor(Math.log1p((step / period) * (growth - 1)) / Math.log(growth));
    const start = (k: number): number => (growth === 1 ? k * period : (period * (growth ** k - 1)) / (growth - 1));
    if (start(n + 1) <= step) n++;
    if (start(n) > step) n--;
    return cosine({ from, to, steps: period * growth ** n })(step - start(n));
  });
}
