import { drawSchedule } from '@chainrule/optim';
import type { Chart, Mark } from '@chainrule/viz';
import { valuesAt } from '../engine/formula.js';
import { said } from '../engine/said.js';
import { gridOf, places, within, worthShowing, type Interval } from '../engine/sample.js';
import { gapsOf, type DescentOf, type DescentRun } from './runs.js';
import { schedules } from './schedules.js';

/** The function with the ways down on it: a curve for one variable, contours for two. */
export function pathsChart({ expr, variables }: DescentOf, runs: readonly DescentRun[], text: string, seen: Interval): Chart {
  const along = (run: DescentRun, axis: number): number[] => run.trace.steps.map(({ point }) => point[axis]!);
  const described = runs
    .map(({ name, trace }) => `${name} ${trace.verdict} at ${[...trace.point].map((x) => said(x)).join(', ')}`)
    .join('; ');
  if (variables.length === 1) {
    const x = places(seen, 361);
    const y = valuesAt(expr, { [variables[0]!]: x });
    const shown = worthShowing(y);
    return {
      kind: 'chart',
      title: 'Ways down a curve',
      description: `${text} and the steps taken on it: ${described}.`,
      x: { label: variables[0]!, domain: seen },
      y: { label: 'f', domain: shown },
      marks: [
        { kind: 'line', name: 'f', colour: 0, x, y: within(y, shown) },
        ...runs.flatMap((run): Mark[] => {
          const path = { colour: run.colour, x: along(run, 0), y: run.trace.steps.map(({ value }) => value) };
          return [
            { kind: 'line', name: run.name, ...path },
            { kind: 'scatter', ...path },
          ];
        }),
      ],
    };
  }
  const [first, second] = variables as [string, string];
  const grid = gridOf(expr, [first, second], seen, seen, 50);
  return {
    kind: 'chart',
    title: 'Ways down a landscape',
    description: `Contours of ${text}, dark where it is low, and the ways down: ${described}.`,
    x: { label: first, domain: seen },
    y: { label: second, domain: seen },
    marks: [
      { kind: 'contour', grid },
      ...runs.map((run): Mark => ({ kind: 'line', name: run.name, colour: run.colour, x: along(run, 0), y: along(run, 1) })),
    ],
  };
}

/** How far above the lowest value each run is after each step. */
export function lossChart(runs: readonly DescentRun[]): Chart {
  const gaps = gapsOf(runs);
  const start = gaps[0]?.[0] ?? 1;
  const least = 1e-12 * (start || 1);
  return {
    kind: 'chart',
    title: 'How far is left, after each step',
    description: `The value after each step, above the lowest that was reached: ${runs.map(({ name, trace }) => `${name} ends at ${said(trace.value)}`).join('; ')}.`,
    x: { label: 'step' },
    y: { label: 'f − lowest', scale: 'log', domain: [logEnd(least, Math.floor, gaps), logEnd(1e4 * (start || 1), Math.ceil, gaps)] },
    marks: runs.map(({ name, colour }, i): Mark => ({
      kind: 'line',
      name,
      colour,
      x: gaps[i]!.map((_, step) => step),
      y: gaps[i]!.map((gap) => (gap > 0 ? gap : NaN)),
    })),
  };
}

/** A power of ten that holds all gaps, up to a limit. */
function logEnd(limit: number, round: (x: number) => number, gaps: readonly (readonly number[])[]): number {
  const found = gaps.flat().filter((gap) => gap > 0 && Number.isFinite(gap));
  const end = round === Math.floor ? Math.max(limit, Math.min(...found, limit * 1e12)) : Math.min(limit, Math.max(...found, limit * 1e-4));
  return 10 ** round(Math.log10(end) + (round === Math.floor ? -1e-9 : 1e-9));
}

/** The learning rate of each run, over its steps. */
export function ratesChart({ rates, schedule, steps }: DescentOf): Chart {
  const charts = rates.map((rate) => {
    const made = schedules[schedule](rate, steps);
    return drawSchedule(typeof made === 'number' ? () => made : made, steps);
  });
  return {
    kind: 'chart',
    title: 'The learning rates on the way',
    description: charts.map(({ description }, i) => `Rate ${rates[i]!}: ${description}`).join(' '),
    x: { label: 'step' },
    y: { label: 'learning rate' },
    marks: charts.map(({ marks: [mark] }, i) => ({ ...mark, name: `rate ${rates[i]!}`, colour: i + 1 })),
  };
}
