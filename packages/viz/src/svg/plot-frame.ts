import { scaleOf, type Scale } from '../scale.js';
import type { Chart } from '../scene.js';
import type { Plot } from './axes.js';
import { legendEntries, legendRow, textWidth } from './legend.js';

/** Where a chart's marks are drawn, in pixels, and what its axes span: what a page needs to lay its own things over the drawing. */
export interface PlotFrame extends Plot {
  readonly x: { readonly domain: readonly [number, number]; readonly scale: 'linear' | 'log' };
  readonly y: { readonly domain: readonly [number, number]; readonly scale: 'linear' | 'log' };
}

/**
 * The frame of a chart as `toSvg` draws it at this size. On a linear axis the domain's ends lie at the frame's, lower ends left and below,
 * and what is between them lies between in proportion; on a logarithmic one the logarithms do.
 *
 * @example
 * ```ts
 * import { plotFrame } from '@chainrule/viz';
 * const line = { kind: 'line', x: [0, 1], y: [0, 1] } as const;
 * const frame = plotFrame({ kind: 'chart', title: '', description: '', x: { label: 'x' }, y: { label: 'y' }, marks: [line] }, { width: 640, height: 400 });
 * frame.x.domain; // → [0, 1]
 * frame.bottom; // → 348
 * ```
 */
export function plotFrame(chart: Chart, { width, height }: { readonly width: number; readonly height: number }): PlotFrame {
  const { plot, x, y } = layOut(chart, width, height);
  return {
    ...plot,
    x: { domain: x.domain, scale: chart.x.scale ?? 'linear' },
    y: { domain: y.domain, scale: chart.y.scale ?? 'linear' },
  };
}

/** The frame of a chart with its scales. */
export function layOut(chart: Chart, width: number, height: number): { readonly plot: Plot; readonly x: Scale; readonly y: Scale } {
  const bottom = height - 52;
  const yAxis = (top: number): Scale => scaleOf(chart, 'y', [bottom, top], Math.max(2, Math.floor(height / 60)));
  // Room on the left for the widest number, and for the axis' name beside it; at the top for the legend's rows.
  const widest = yAxis(0).ticks.reduce((most, { text }) => Math.max(most, textWidth(text)), 0);
  const [left, right] = [44 + widest, width - 18];
  const top = 34 + legendRow * (legendEntries(chart.marks, right - left).at(-1)?.row ?? 0);
  return {
    plot: { left, top, right, bottom },
    x: scaleOf(chart, 'x', [left, right], Math.max(2, Math.floor(width / 90))),
    y: yAxis(top),
  };
}
