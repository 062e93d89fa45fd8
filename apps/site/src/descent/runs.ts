import type { Expr } from '@chainrule/core';
import { descend, type Trace } from '@chainrule/optim';
import { objectiveOf } from '../engine/objective.js';
import type { ScheduleChoice } from './schedule-choices.js';
import { schedules } from './schedules.js';

/** A descent with one learning rate. */
export interface DescentRun {
  readonly name: string;
  /** Which of the chart's colours it has. */
  readonly colour: number;
  readonly trace: Trace<Float64Array>;
}

export interface DescentOf {
  readonly expr: Expr;
  readonly variables: readonly string[];
  readonly from: readonly number[];
  readonly rates: readonly number[];
  readonly schedule: ScheduleChoice;
  readonly steps: number;
}

/** Descents side by side, and judged, by the same code as `chainrule descend`. */
export function runsOf({ expr, variables, from, rates, schedule, steps }: DescentOf): DescentRun[] {
  const f = objectiveOf(expr, variables);
  return rates.map((rate, i) => ({
    name: `rate ${rate}`,
    colour: i + 1,
    trace: descend(f, { from: Float64Array.from(from), steps, learningRate: schedules[schedule](rate, steps) }),
  }));
}

/** How far each step is above the lowest value that any run reached. */
export function gapsOf(runs: readonly { readonly trace: Trace<Float64Array> }[]): number[][] {
  const values = runs.map(({ trace }) => trace.steps.map(({ value }) => value));
  const lowest = Math.min(...values.flat().filter(Number.isFinite));
  return values.map((run) => run.map((value) => value - lowest));
}
