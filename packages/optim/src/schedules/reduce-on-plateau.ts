import { ChainruleError, type Identity } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';

/** The options of `reduceOnPlateau`, with their defaults. */
export interface ReduceOnPlateauOptions {
  readonly from: number;
  /** What the rate is multiplied by. Default 0.1. */
  readonly factor?: number;
  /** How many observations without progress are borne. Default 10. */
  readonly patience?: number;
  /** Whether lower or higher is better. Default `'lower'`. */
  readonly better?: 'lower' | 'higher';
  /** How much better counts as progress. Default 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a part of the best so far, or a difference. Default `'relative'`. */
  readonly thresholdMode?: 'relative' | 'absolute';
  /** For how many observations after a reduction nothing is counted. Default 0. */
  readonly cooldown?: number;
  /** The lowest rate. Default 0. */
  readonly least?: number;
  /** A reduction that changes the rate by less is left out. Default 1e-8. */
  readonly epsilon?: number;
  /** Where to go on from: the `state()` of an earlier one. */
  readonly state?: PlateauState;
}

/** All that a plateau rule remembers: plain data. */
export interface PlateauState {
  readonly rate: number;
  /** The best observation, left out before the first. */
  readonly best?: number;
  /** Observations in a row without progress. */
  readonly waited: number;
  /** Observations left for which nothing is counted. */
  readonly resting: number;
}

/** A rate that depends on how training goes: a schedule that is told of it. */
export interface Plateau {
  /** The rate now, whatever the step. */
  (step: number): number;
  /** Tells how training goes, usually once an epoch, and gives the rate from now on. */
  observe(metric: number): number;
  state(): PlateauState;
  readonly '~chainrule': Identity<'schedule', 'reduceOnPlateau'>;
}

/**
 * A rate that is reduced when there is no more progress. Options and conventions are PyTorch's; NaN is no progress.
 *
 * The rule has a state: keep `state()` with a checkpoint, and pass it to go on.
 *
 * Throws `argument` for options out of range.
 *
 * @example
 * ```ts
 * import { reduceOnPlateau } from '@chainrule/optim';
 * const rate = reduceOnPlateau({ from: 1, patience: 1, factor: 0.5 });
 * [3, 2, 2, 2, 2].map((loss) => rate.observe(loss)); // → [1, 1, 1, 0.5, 0.5]
 * rate(5); // → 0.5
 * ```
 */
export function reduceOnPlateau({
  from,
  factor = 0.1,
  patience = 10,
  better = 'lower',
  threshold = 1e-4,
  thresholdMode = 'relative',
  cooldown = 0,
  least = 0,
  epsilon = 1e-8,
  state: { rate: startRate, best: startBest, waited: startWaited, resting: startResting } = { rate: from, waited: 0, resting: 0 },
}: ReduceOnPlateauOptions): Plateau {
  checkOptions('reduceOnPlateau', {
    from: [from, notNegative],
    factor: [factor, { least: 0, below: 1 }],
    patience: [patience, notNegative],
    threshold: [threshold, notNegative],
    cooldown: [cooldown, notNegative],
    least: [least, notNegative],
    rate: [startRate, notNegative],
  });
  if (!['lower', 'higher'].includes(better))
    throw new ChainruleError('argument', `better is "${better}"`, { operation: 'reduceOnPlateau', hint: "better is 'lower' or 'higher'" });
  const sign = better === 'lower' ? 1 : -1;
  let [rate, best, waited, resting] = [startRate, startBest, startWaited, startResting];
  const isProgress = (metric: number): boolean => {
    if (best === undefined) return !Number.isNaN(metric);
    const margin = thresholdMode === 'absolute' ? threshold : best * threshold;
    return sign * metric < sign * best - margin;
  };
  const observe = (metric: number): number => {
    if (isProgress(metric)) [best, waited] = [metric, 0];
    else waited++;
    if (resting > 0) [resting, waited] = [resting - 1, 0];
    if (waited <= patience) return rate;
    const reduced = Math.max(rate * factor, least);
    if (rate - reduced > epsilon) rate = reduced;
    [resting, waited] = [cooldown, 0];
    return rate;
  };
  return Object.assign(() => rate, {
    observe,
    state: (): PlateauState => ({ rate, ...(best !== undefined && { best }), waited, resting }),
    '~chainrule': { kind: 'schedule', spec: 1, name: 'reduceOnPlateau' } as const,
  });
}
