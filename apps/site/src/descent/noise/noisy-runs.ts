import { key, ndarray, type Expr } from '@chainrule/core';
import { advance, batches, begin, sgd } from '@chainrule/optim';
import { parse } from '@chainrule/symbolic';
import { slopesAt } from '../../engine/formula.js';
import { points } from '../regression.js';
import type { ScheduleChoice } from '../schedule-choices.js';
import { schedules } from '../schedules.js';

/** Rows in a batch: all of them, some, one. */
export const sizes = [5, 2, 1] as const;

export interface NoiseQuestion {
  readonly rate: number;
  readonly schedule: ScheduleChoice;
  readonly epochs: number;
  /** Which order the rows come in. */
  readonly seed: number;
}

/** A descent whose every step sees one batch. */
export interface NoisyRun {
  readonly size: number;
  readonly steps: number;
  readonly w: readonly number[];
  readonly b: readonly number[];
  /** How often all rows had been seen, at each step. */
  readonly epochs: readonly number[];
}

/** Where all begin. */
export const beginning = { w: 4, b: 0 };

const rows = { x: ndarray(points.x), t: ndarray(points.t) };
/** The loss of a single row; that of a batch is the mean over its rows. */
const loss: Expr = parse('(w*x + b - t)^2');

export function noisyRun(size: number, { rate, schedule, epochs, seed }: NoiseQuestion): NoisyRun {
  const each = Math.ceil(points.x.length / size);
  const path = { w: [beginning.w], b: [beginning.b] };
  let run = begin(sgd({ learningRate: schedules[schedule](rate, epochs * each) }), { w: ndarray(beginning.w), b: ndarray(beginning.b) });
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { x, t } of batches(rows, { size, key: key(seed), epoch })) {
      const place = { w: run.params.w.item(), b: run.params.b.item(), x: Float64Array.from(x.data), t: Float64Array.from(t.data) };
      const slope = (of: 'w' | 'b'): number => mean(slopesAt(loss, place, { [of]: 1 }));
      run = advance(run, { w: ndarray(slope('w')), b: ndarray(slope('b')) });
      path.w.push(run.params.w.item());
      path.b.push(run.params.b.item());
    }
  return { size, steps: epochs * each, ...path, epochs: path.w.map((_, step) => step / each) };
}

const mean = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
