import { descend, type Verdict } from '@chainrule/optim';
import type { Chart } from '@chainrule/viz';
import { objectiveOf } from '../engine/objective.js';
import { said } from '../engine/said.js';
import { contractionInTheory, type Valley } from './momentum-map.js';
import { gapsOf, type DescentOf } from './runs.js';
import { schedules } from './schedules.js';

const short = (x: number): string => said(x, 3);

/** The slope after each step with one rate and momentum, beside what theory says. */
export function momentumChart(norms: readonly number[], valley: Valley, rate: number, momentum: number): Chart {
  const steps = norms.map((_, step) => step);
  const factor = contractionInTheory(valley, rate, momentum);
  const seen = norms.filter((norm) => norm > 0 && Number.isFinite(norm));
  return {
    kind: 'chart',
    title: 'The slope after each step',
    description: `Descent with learning rate ${short(rate)} and momentum ${short(momentum)}: the slope goes from ${short(norms[0]!)} to ${short(norms.at(-1)!)} in ${norms.length - 1} steps; in theory each step multiplies it by ${short(factor)}.`,
    x: { label: 'step' },
    y: {
      label: '|∇f|',
      scale: 'log',
      domain: [10 ** Math.floor(Math.log10(Math.min(...seen) / 2)), 10 ** Math.ceil(Math.log10(Math.max(...seen) * 2))],
    },
    marks: [
      { kind: 'line', name: 'in theory', colour: 1, dashed: true, x: steps, y: steps.map((step) => norms[0]! * factor ** step) },
      { kind: 'line', name: 'measured', colour: 0, x: steps, y: norms.map((norm) => (norm > 0 ? norm : NaN)) },
    ],
  };
}

const sweepSize = 37;
const shownVerdicts: readonly { readonly verdict: Verdict; readonly colour: number }[] = [
  { verdict: 'converged', colour: 2 },
  { verdict: 'converging', colour: 0 },
  { verdict: 'swinging', colour: 4 },
  { verdict: 'diverged', colour: 1 },
  { verdict: 'stalled', colour: 3 },
  { verdict: 'unknown', colour: 3 },
];

/** Many learning rates at once: how far each comes, and what is said of it. */
export function sweepChart(of: DescentOf, valley: Valley): Chart {
  const f = objectiveOf(of.expr, of.variables);
  const safe = 2 / valley.steepest;
  const rates = Array.from({ length: sweepSize }, (_, i) => safe * 10 ** (-2.5 + (3 * i) / (sweepSize - 1)));
  const runs = rates.map((rate) => ({
    trace: descend(f, { from: Float64Array.from(of.from), steps: of.steps, learningRate: schedules[of.schedule](rate, of.steps) }),
  }));
  const gaps = gapsOf(runs);
  const start = gaps[0]![0]! || 1;
  const [low, high] = [1e-10 * start, 1e3 * start];
  const left = gaps.map((gap) => Math.min(high, Math.max(low, Number.isNaN(gap.at(-1)!) ? high : gap.at(-1)!)));
  const best = left.indexOf(Math.min(...left));
  return {
    kind: 'chart',
    title: 'Every learning rate',
    description: `What is left after ${of.steps} steps, for ${sweepSize} learning rates from ${short(rates[0]!)} to ${short(rates.at(-1)!)}. ${shownVerdicts
      .map(({ verdict }) => ({ verdict, times: runs.filter(({ trace }) => trace.verdict === verdict).length }))
      .filter(({ times }) => times > 0)
      .map(({ verdict, times }) => `${times} ${verdict}`)
      .join(', ')}. The largest safe rate is ${short(safe)}; the best of these is ${short(rates[best]!)}.`,
    x: { label: 'learning rate', scale: 'log', domain: [rates[0]! / 1.1, rates.at(-1)! * 1.1] },
    y: { label: 'f − lowest', scale: 'log', domain: [low / 2, high * 2] },
    marks: [
      { kind: 'line', name: 'largest safe rate, 2/L', colour: 1, dashed: true, x: [safe, safe], y: [low / 2, high * 2] },
      ...shownVerdicts.flatMap(({ verdict, colour }) => {
        const which = rates.map((_, i) => i).filter((i) => runs[i]!.trace.verdict === verdict);
        const mark = { kind: 'scatter', name: verdict, colour, x: which.map((i) => rates[i]!), y: which.map((i) => left[i]!) } as const;
        return which.length === 0 ? [] : [mark];
      }),
    ],
  };
}
