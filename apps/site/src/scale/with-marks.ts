import type { PlainChart } from '@chainrule/viz';
import type { Mark } from './learner.js';

/** Losses of a run, with those that they are compared with as lines across. */
export function withMarks(chart: PlainChart, marks: readonly Mark[]): PlainChart {
  const last = chart.marks.reduce((most, mark) => ('x' in mark ? Array.from(mark.x).reduce((a, b) => Math.max(a, b), most) : most), 0);
  return {
    ...chart,
    marks: [
      ...chart.marks,
      ...marks.map(({ name, loss }, i) => ({
        ...({ kind: 'line', name, colour: 2 + i, dashed: true } as const),
        ...{ x: [0, Math.max(last, 1)], y: [loss, loss] },
      })),
    ],
  };
}
