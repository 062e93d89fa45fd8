import type { Chart, PlainChart } from '../scene.js';
import { drawAnyMark } from './any-mark.js';
import { drawChart } from './draw-chart.js';
import { drawPlainMark } from './marks.js';
import { svgRoot, type SvgOptions } from './svg-root.js';

/**
 * A chart as the text of an SVG element: what `toSvg` gives, without the weight of the scenes that are no charts.
 *
 * Throws `argument` for a size too small to draw in.
 *
 * @example
 * ```ts
 * import { chartToSvg } from '@chainrule/viz';
 * const dots = { kind: 'scatter', x: [1, 2], y: [3, 4] } as const;
 * const svg = chartToSvg({ kind: 'chart', title: 'Dots', description: 'Two dots.', x: { label: 'x' }, y: { label: 'y' }, marks: [dots] });
 * svg.slice(0, 4); // → '<svg'
 * ```
 */
export const chartToSvg = (chart: Chart, options: SvgOptions = {}): string =>
  svgRoot(chart, options, (surroundings) => drawChart(chart, drawAnyMark, surroundings));

/**
 * A chart without contours as SVG: the same once more without the weight of contours.
 *
 * Throws `argument` for a size too small to draw in.
 *
 * @example
 * ```ts
 * import { plainChartToSvg } from '@chainrule/viz';
 * const dots = { kind: 'scatter', x: [1, 2], y: [3, 4] } as const;
 * const svg = plainChartToSvg({ kind: 'chart', title: 'Dots', description: 'Two dots.', x: { label: 'x' }, y: { label: 'y' }, marks: [dots] });
 * svg.slice(0, 4); // → '<svg'
 * ```
 */
export const plainChartToSvg = (chart: PlainChart, options: SvgOptions = {}): string =>
  svgRoot(chart, options, (surroundings) => drawChart(chart, drawPlainMark, surroundings));
