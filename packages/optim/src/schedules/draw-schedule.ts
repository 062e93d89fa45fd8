import { ChainruleError } from '@chainrule/core';
import type { Schedule } from './schedule.js';

/** A line over the steps, as a chart that `@chainrule/viz` draws. */
export interface ScheduleChart {
  readonly kind: 'chart';
  readonly title: string;
  readonly description: string;
  readonly x: { readonly label: string };
  readonly y: { readonly label: string };
  readonly marks: readonly [{ readonly kind: 'line'; readonly x: Float64Array; readonly y: Float64Array }];
}

/**
 * The rates of the steps 0 … steps as data for a plot. Throws `argument` unless `steps` is a positive integer.
 *
 * @example
 * ```ts
 * import { cosine, drawSchedule } from '@chainrule/optim';
 * const { title, marks } = drawSchedule(cosine({ from: 1, steps: 2 }), 2);
 * title; // → 'Learning rate: cosine'
 * marks[0].y; // → [1, 0.5, 0]
 * ```
 */
export function drawSchedule(schedule: Schedule, steps: number): ScheduleChart {
  if (!Number.isInteger(steps) || steps < 1 || steps > 1e6)
    throw new ChainruleError('argument', `steps is ${steps}`, {
      operation: 'drawSchedule',
      hint: 'steps is an integer from 1 to a million',
    });
  const x = Float64Array.from({ length: steps + 1 }, (_, i) => i);
  const y = x.map((step) => schedule(step));
  const name = '~chainrule' in schedule ? (schedule['~chainrule'] as { readonly name: string }).name : 'a function of the step';
  const highest = y.reduce((best, rate, i) => (rate > y[best]! ? i : best), 0);
  return {
    kind: 'chart',
    title: `Learning rate: ${name}`,
    description: `From ${y[0]!} at the first step to ${y[steps]!} at step ${steps}; the highest rate is ${y[highest]!}, at step ${highest}.`,
    x: { label: 'step' },
    y: { label: 'learning rate' },
    marks: [{ kind: 'line', x, y }],
  };
}
