import { checkOptions, notNegative } from '../check-options.js';
import { anneal, type Shape } from './anneal.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `oneCycle`, with their defaults. */
export interface OneCycleOptions {
  /** The highest rate. */
  readonly peak: number;
  /** How many steps the cycle takes. */
  readonly steps: number;
  /** The part of the cycle that rises. Default 0.3. */
  readonly rise?: number;
  /** The first rate is the peak divided by this. Default 25. */
  readonly startDivisor?: number;
  /** The last rate is the first divided by this. Default 10⁴. */
  readonly endDivisor?: number;
  /** Default `'cosine'`. */
  readonly shape?: Shape;
}

/**
 * Up to a high rate, and down to a very low one.
 * Smith and Topin, Super-convergence: very fast training of neural networks using large learning rates, 2018; conventions are PyTorch's.
 *
 * @example
 * ```ts
 * import { oneCycle } from '@chainrule/optim';
 * const rate = oneCycle({ peak: 0.5, steps: 101, rise: 0.21 });
 * [rate(0), rate(20.21)]; // → [0.02, 0.5]
 * ```
 */
export function oneCycle({ peak, steps, rise = 0.3, startDivisor = 25, endDivisor = 1e4, shape = 'cosine' }: OneCycleOptions): Schedule {
  const positive = { least: 0, open: true };
  checkOptions('oneCycle', {
    peak: [peak, notNegative],
    steps: [steps, { least: 1, open: true }],
    rise: [rise, { least: 0, below: 1 }],
    startDivisor: [startDivisor, positive],
    endDivisor: [endDivisor, positive],
  });
  const top = rise * steps - 1;
  const [start, end] = [peak / startDivisor, peak / startDivisor / endDivisor];
  return defineSchedule('oneCycle', (step) =>
    step <= top ? anneal(shape, start, peak, step / top) : anneal(shape, peak, end, Math.min(1, (step - top) / (steps - 1 - top))),
  );
}
