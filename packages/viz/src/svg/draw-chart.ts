import type { Chart } from '../scene.js';
import type { Theme } from '../theme.js';
import { drawAxes, drawGridLines } from './axes.js';
import { element } from './element.js';
import { drawLegend } from './legend.js';
import { drawMark } from './marks.js';
import { layOut } from './plot-frame.js';

/** The inside of a chart's SVG. */
export function drawChart(chart: Chart, width: number, height: number, theme: Theme, id: string): string {
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
