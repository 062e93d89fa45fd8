import { scaleOf } from '../scale.js';
import type { Chart } from '../scene.js';
import type { Theme } from '../theme.js';
import { drawAxes, drawGridLines, type Plot } from './axes.js';
import { element } from './element.js';
import { drawLegend, textWidth } from './legend.js';
import { drawMark } from './marks.js';

/** The inside of a chart's SVG. */
export function drawChart(chart: Chart, width: number, height: number, theme: Theme, id: string): string {
  const [top, bottom] = [34, height - 52];
  const y = scaleOf(chart, 'y', [bottom, top], Math.max(2, Math.floor(height / 60)));
  // Room on the left for the widest number, and for the axis' name beside it.
  const left = 44 + textWidth(y.ticks.map(({ text }) => text).reduce((a, b) => (b.length > a.length ? b : a), ''));
  const plot: Plot = { left, top, right: width - 18, bottom };
  const x = scaleOf(chart, 'x', [plot.left, plot.right], Math.max(2, Math.floor(width / 90)));
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
    drawLegend(chart.marks, theme, plot.left, 16),
  ].join('');
}
