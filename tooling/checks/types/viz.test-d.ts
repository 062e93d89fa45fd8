import { expectTypeOf } from 'vitest';
import { toSvg, toTerminal } from '@chainrule/viz';
import type { Chart, Scene, Surface } from '@chainrule/viz';

const chart: Chart = {
  kind: 'chart',
  title: 'Loss',
  description: 'The loss falls.',
  x: { label: 'step' },
  y: { label: 'loss', scale: 'log' },
  marks: [{ kind: 'line', x: [0, 1, 2], y: new Float64Array([4, 2, 1]) }],
};
expectTypeOf(chart).toExtend<Scene>();
expectTypeOf<Surface>().toExtend<Scene>();
expectTypeOf(toSvg(chart)).toEqualTypeOf<string>();
expectTypeOf(toTerminal(chart)).toEqualTypeOf<string>();
// @ts-expect-error a chart is described for those who cannot see it
const undescribed: Chart = { kind: 'chart', title: 'Loss', x: { label: 'step' }, y: { label: 'loss' }, marks: [] };
expectTypeOf(undescribed.marks).toEqualTypeOf<Chart['marks']>();
// @ts-expect-error no such mark
chart.marks.concat({ kind: 'pie', x: [], y: [] });
