import type { Epoch } from './history.js';

/** Stop when a figure has not got better for a while. */
export interface Patience {
  /** How many epochs without progress are borne. */
  readonly patience: number;
  /** Which figure: `loss`, or the key of a metric. Default `loss`. */
  readonly figure?: string;
  /** Default `'lower'`. */
  readonly better?: 'lower' | 'higher';
  /** How much better counts as progress. Default 0. */
  readonly threshold?: number;
  /** Whether the parameters returned are those of the epoch that made progress last, rather than the last ones. Default true. */
  readonly restoreBest?: boolean;
}

/** The figure of an epoch that decides: of the judgement after it where there was one, else the loss while learning. */
export const figureOf = ({ loss, figures }: Epoch, name = 'loss'): number => figures?.[name] ?? (name === 'loss' ? loss : NaN);

/** How many epochs have passed since the last progress. It follows from the history alone, so a checkpoint need not hold it. */
export function epochsWithoutProgress(history: readonly Epoch[], { figure, better = 'lower', threshold = 0 }: Patience): number {
  let [best, since] = [NaN, 0];
  for (const epoch of history) {
    const now = figureOf(epoch, figure);
    const gain = better === 'lower' ? best - now : now - best;
    if (gain > threshold || (Number.isNaN(best) && !Number.isNaN(now))) [best, since] = [now, 0];
    else since++;
  }
  return since;
}
