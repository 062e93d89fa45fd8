import { checkOptions, notNegative } from '../check-options.js';
import { defineSchedule, type Schedule } from './schedule.js';

/** The options of `cyclic`, with their defaults. */
export interface CyclicOptions {
  /** The lowest rate. */
  readonly from: number;
  /** The highest rate. */
  readonly to: number;
  /** How many steps a rise takes. */
  readonly up: number;
  /** How many steps a fall takes. Default as many. */
  readonly down?: number;
  /** What the height of a cycle is multiplied by after each. Default 1; ½ is PyTorch's `triangular2`. */
  readonly factor?: number;
}

/**
 * Straight up and down between two rates. Smith, Cyclical learning rates for training neural networks, 2017.
 *
 * @example
 * ```ts
 * import { cyclic } from '@chainrule/optim';
 * const rate = cyclic({ from: 0, to: 1, up: 2, factor: 0.5 });
 * [0, 1, 2, 3, 4, 5, 6].map(rate); // → [0, 0.5, 1, 0.5, 0, 0.25, 0.5]
 * ```
 */
export function cyclic({ from, to, up, down = up, factor = 1 }: CyclicOptions): Schedule {
  const positive = { least: 0, open: true };
  checkOptions('cyclic', {
    from: [from, notNegative],
    to: [to, notNegative],
    up: [up, positive],
    down: [down, positive],
    factor: [factor, notNegative],
  });
  return defineSchedule('cyclic', (step) => {
    const cycle = Math.floor(step / (up + down));
    const within = step - cycle * (up + down);
    const height = within <= up ? within / up : 1 - (within - up) / down;
    return from + (to - from) * height * factor ** cycle;
  });
}
