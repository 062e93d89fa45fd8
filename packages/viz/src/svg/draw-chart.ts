import type { Chart, Mark } from '../scene.js';
import { drawAxes, drawGridLines } from './axes.js';
import { element } from './element.js';
import { drawLegend } from './legend.js';
import type { Place } from './marks.js';
import { layOut } from './plot-frame.js';
import type { Surroundings } from './svg-root.js';

/** Draws one mark of a chart. */
export type DrawMark<M extends Mark> = (mark: M, index: number, place: Place) => string;

/** The inside of a chart's SVG. */
export function drawChart<M extends Mark>(
  chart: Omit<Chart, 'marks'> & { readonly marks: readonly M[] },
  drawMark: DrawMark<M>,
  { width, height, theme, id }: Surroundings,
): string {
  const { plot, x, y } = layOut(chart, width, height);
  const onContours = chart.marks.some(({ kind }) => kind === 'contour');
  const clip = `${id}-plot`;
  return [
    element(
      'clipPath',
      { id: clip },
      element('rect', { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top }),
    ),
    drawGridLines(plot, x, y, theme),
    element('g', { 'clip-path': `url(#${clip})` }, ...chart.marks.map((mark, i) => drawMark(mark, i, { x, y, theme, onContours }))),
    drawAxes(chart, plot, x, y, theme),
    drawLegend(chart.marks, theme, plot.left, 16, plot.right - plot.left),
  ].join('');
}
