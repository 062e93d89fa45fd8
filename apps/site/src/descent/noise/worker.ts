import { ndarray } from '@chainrule/core';
import { leastSquares } from '@chainrule/optim';
import { parse } from '@chainrule/symbolic';
import type { Chart, Mark } from '@chainrule/viz';
import { answer } from '../../engine/answer.js';
import { valuesAt } from '../../engine/formula.js';
import { draw, type Drawings, type Picture } from '../../engine/picture.js';
import { said } from '../../engine/said.js';
import { gridOf } from '../../engine/sample.js';
import { points, regression } from '../regression.js';
import { noisyRun, sizes, type NoiseQuestion, type NoisyRun } from './noisy-runs.js';

export interface NoiseAnswer {
  readonly runs: readonly {
    readonly size: number;
    readonly steps: number;
    /** How far above the lowest loss it is, on the average of the last quarter. */
    readonly left: number;
  }[];
  readonly pictures: { readonly batchPaths?: Picture; readonly batchLoss?: Picture };
}

const whole = parse(regression);
const seen = [-1, 5] as const;

export const answers = {
  view(question: NoiseQuestion & Drawings): NoiseAnswer {
    const { weights, intercept } = leastSquares(ndarray(points.x.map((x) => [x])), ndarray(points.t));
    const lowest = valuesAt(whole, { w: Float64Array.of(weights.item()), b: intercept })[0]!;
    const runs = sizes.map((size) => {
      const run = noisyRun(size, question);
      const losses = valuesAt(whole, { w: Float64Array.from(run.w), b: Float64Array.from(run.b) });
      return { ...run, gaps: [...losses].map((loss) => loss - lowest) };
    });
    return {
      runs: runs.map(({ size, steps, gaps }) => ({ size, steps, left: averageOfLast(gaps) })),
      pictures: draw({ batchPaths: () => pathsChart(runs, [weights.item(), intercept]), batchLoss: () => lossChart(runs) }, question),
    };
  },
};

type Seen = NoisyRun & { readonly gaps: readonly number[] };

const nameOf = ({ size }: NoisyRun): string =>
  size === points.x.length ? 'all rows a step' : `${size} row${size === 1 ? '' : 's'} a step`;

function averageOfLast(gaps: readonly number[]): number {
  const last = gaps.slice(-Math.ceil(gaps.length / 4));
  return last.reduce((sum, gap) => sum + gap, 0) / last.length;
}

function pathsChart(runs: readonly Seen[], [w, b]: readonly [number, number]): Chart {
  return {
    kind: 'chart',
    title: 'Ways down with batches',
    description: `Contours of the loss of a line over all five rows, and the ways down: with all rows in a step it is smooth, with fewer it shakes. The best line has w = ${said(w)} and b = ${said(b)}.`,
    x: { label: 'w', domain: seen },
    y: { label: 'b', domain: seen },
    marks: [
      { kind: 'contour', grid: gridOf(whole, ['w', 'b'], seen, seen, 50) },
      ...runs.map((run, i): Mark => ({ kind: 'line', name: nameOf(run), colour: i + 1, x: run.w, y: run.b })),
      { kind: 'scatter', symbol: 'cross', name: 'the best line', colour: 0, x: [w], y: [b] },
    ],
  };
}

function lossChart(runs: readonly Seen[]): Chart {
  return {
    kind: 'chart',
    title: 'How far is left, by how often all rows were seen',
    description: `The loss over all rows, above the lowest there is: ${runs.map((run) => `${nameOf(run)}, ${said(averageOfLast(run.gaps), 2)} at last`).join('; ')}.`,
    x: { label: 'epoch' },
    y: { label: 'loss − lowest', scale: 'log' },
    marks: runs.map((run, i) => ({
      kind: 'line',
      name: nameOf(run),
      colour: i + 1,
      x: run.epochs,
      y: run.gaps.map((gap) => (gap > 1e-12 ? Math.min(gap, 1e6) : NaN)),
    })),
  };
}

answer(answers);
