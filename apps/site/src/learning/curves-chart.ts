import type { PlainChart } from '@chainrule/viz';
import { said } from '../engine/said.js';
import type { Curves } from './curves.js';

/** The losses of single batches, of whole epochs, and of rows that were not learned from. */
export function curvesChart({ epochs, batches }: Pick<Curves, 'epochs' | 'batches'>): PlainChart {
  const last = epochs.at(-1);
  const all = [...epochs.flatMap(({ train, test }) => [train, test]), ...batches.map(({ loss }) => loss)].filter(
    (x) => x > 0 && Number.isFinite(x),
  );
  const floor = all.reduce((a, b) => Math.min(a, b), Infinity);
  const wide = all.length > 0 && all.reduce((a, b) => Math.max(a, b), 0) > 20 * floor;
  // A loss of 0 has no place on a logarithmic axis.
  const drawn = (x: number): number => (wide ? Math.max(x, floor) : x);
  return {
    kind: 'chart',
    title: 'Loss',
    description: last
      ? `After ${last.epoch} epochs the loss is ${said(last.train, 3)} on the rows learned from, and ${said(last.test, 3)} on the test. Dots are single batches: their spread is the noise of the gradient.`
      : 'The losses will be drawn here as they fall.',
    x: { label: 'epoch', ...(all.length === 0 && { domain: [0, 10] }) },
    y: { label: 'loss', ...(all.length === 0 ? { domain: [0, 1] } : { scale: wide ? 'log' : 'linear' }) },
    marks: [
      { kind: 'scatter', name: 'a batch', colour: 4, x: batches.map(({ epoch }) => epoch), y: batches.map(({ loss }) => drawn(loss)) },
      { kind: 'line', name: 'training', colour: 0, x: epochs.map(({ epoch }) => epoch), y: epochs.map(({ train }) => drawn(train)) },
      {
        kind: 'line',
        name: 'test',
        colour: 1,
        dashed: true,
        x: epochs.map(({ epoch }) => epoch),
        y: epochs.map(({ test }) => drawn(test)),
      },
    ],
  };
}
