import { checkOptions, notNegative } from '../check-options.js';
import { anneal, type Shape } from './anneal.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `wsd`, with their defaults. */
export interface WsdOptions {
  /** The rate between rise and fall. */
  readonly peak: number;
  /** How many steps the rise takes. */
  readonly warmup: number;
  /** How many steps the rate stays. */
  readonly stable: number;
  /** How many steps the fall takes. */
  readonly decay: number;
  /** The rate at the end. Default 0. */
  readonly to?: number;
  /** How it falls. Default `'cosine'`, as timm. */
  readonly shape?: Shape;
}

/**
 * Warmup, stable, decay: a straight rise, a long plateau, a fall.
 * Hu et al., MiniCPM: unveiling the potential of small language models with scalable training strategies, 2024.
 *
 * @example
 * ```ts
 * import { wsd } from '@chainrule/optim';
 * const rate = wsd({ peak: 1, warmup: 10, stable: 80, decay: 10 });
 * [0, 5, 10, 90, 95, 100].map(rate); // → [0, 0.5, 1, 1, 0.5, 0]
 * ```
 */
export function wsd({ peak, warmup, stable, decay, to = 0, shape = 'cosine' }: WsdOptions): Schedule {
  checkOptions('wsd', {
    peak: [peak, notNegative],
    warmup: [warmup, notNegative],
    stable: [stable, notNegative],
    decay: [decay, notNegative],
    to: [to, notNegative],
  });
  return defineSchedule('wsd', (step) => {
    if (step < warmup) return (peak * step) / warmup;
    const fall = step - warmup - stable;
    if (fall < 0 || (fall === 0 && decay > 0)) return peak;
    return fall >= decay ? to : anneal(shape, peak, to, fall / decay);
  });
}
