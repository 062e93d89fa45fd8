import { ChainruleError } from '@chainrule/core';
import { checkOptions } from './check-options.js';

/** The options of `learningRateRange`, with their defaults. */
export interface LearningRateRangeOptions {
  /** Takes one step of training with this rate and gives the loss before it. */
  readonly step: (learningRate: number) => number;
  /** The first rate. */
  readonly from: number;
  /** The last rate. */
  readonly to: number;
  /** How many rates are tried, each the same factor above the last. */
  readonly count: number;
}

/** What `learningRateRange` tried and suggests. */
export interface LearningRateRange {
  /** The rates that were tried: fewer than `count` when training diverged. */
  readonly rates: Float64Array;
  readonly losses: Float64Array;
  /** The rate where the loss falls fastest by log rate, smoothed over five; NaN when it never falls. */
  readonly suggestion: number;
  /** The first rate at which the loss is not finite, or four times its lowest beyond its start; Infinity when there is none. */
  readonly divergesAt: number;
}

/**
 * A range test: training with a rate that grows step by step, to see where the loss begins to fall and where it breaks out.
 *
 * It stops where training diverges. Throws `argument` for rates that are not positive and rising, or fewer than two.
 * Smith, Cyclical learning rates for training neural networks, 2017, §3.3.
 *
 * @example
 * ```ts
 * import { learningRateRange } from '@chainrule/optim';
 * let x = 15;
 * const step = (rate: number) => {
 *   const loss = x * x;
 *   x -= rate * 2 * x;
 *   return loss;
 * };
 * const { divergesAt, suggestion } = learningRateRange({ step, from: 1e-4, to: 10, count: 100 });
 * [suggestion < 1, divergesAt > 1, divergesAt < 10]; // → [true, true, true]
 * ```
 */
export function learningRateRange({ step, from, to, count }: LearningRateRangeOptions): LearningRateRange {
  const positive = { least: 0, open: true };
  checkOptions('learningRateRange', {
    from: [from, positive],
    to: [to, { least: from, open: true }],
    count: [count, { least: 2, below: 1e7 }],
  });
  if (!Number.isInteger(count))
    throw new ChainruleError('argument', `count is ${count}`, {
      operation: 'learningRateRange',
      hint: 'count is an integer of at least 2',
    });
  const [rates, losses]: [number[], number[]] = [[], []];
  let divergesAt = Infinity;
  let lowest = Infinity;
  for (let i = 0; i < count; i++) {
    const rate = from * (to / from) ** (i / (count - 1));
    const loss = step(rate);
    rates.push(rate);
    losses.push(loss);
    lowest = Math.min(lowest, loss);
    const first = losses[0]!;
    if (!Number.isFinite(loss) || (loss > first && loss - lowest > 4 * Math.abs(first - lowest) && i > 0)) {
      divergesAt = rate;
      break;
    }
  }
  return { rates: Float64Array.from(rates), losses: Float64Array.from(losses), suggestion: steepest(rates, losses), divergesAt };
}

/** The rate at the middle of the five over which the loss falls most. */
function steepest(rates: readonly number[], losses: readonly number[]): number {
  const half = Math.min(2, Math.floor((rates.length - 1) / 2));
  let [best, most] = [NaN, 0];
  for (let i = half; i + half < rates.length; i++) {
    const fall = losses[i - half]! - losses[i + half]!;
    if (fall > most) [best, most] = [rates[i]!, fall];
  }
  return best;
}
