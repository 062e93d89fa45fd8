import { checkOptions, fraction } from '../check-options.js';
import type { LearningRate } from '../learning-rate.js';
import { rateOf } from '../learning-rate.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `warmup`, with their defaults. */
export interface WarmupOptions {
  /** How many steps the rise takes. */
  readonly steps: number;
  /** The part of the rate to begin with. Default 0. */
  readonly from?: number;
}

/**
 * A straight rise to the rate of another schedule, which begins when the rise ends.
 *
 * @example
 * ```ts
 * import { cosine, warmup } from '@chainrule/optim';
 * const rate = warmup({ steps: 10 }, cosine({ from: 0.2, steps: 100 }));
 * [rate(0), rate(5), rate(10), rate(60)]; // → [0, 0.1, 0.2, 0.1]
 * ```
 */
export function warmup({ steps, from = 0 }: WarmupOptions, then: LearningRate): Schedule {
  checkOptions('warmup', { steps: [steps, { least: 0, open: true }], from: [from, fraction] });
  const rate = rateOf('warmup', then);
  return defineSchedule('warmup', (step) => (step < steps ? rate(0) * (from + ((1 - from) * step) / steps) : rate(step - steps)));
}
