import { scaleLinear, scaleLog } from 'd3-scale';
import { domainOf } from './extent.js';
import type { Chart } from './scene.js';

/** Where numbers lie on an axis, and which are written beside it. */
export interface Scale {
  (x: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly domain: readonly [number, number];
}

/** A scale from a domain to a range, rounded to ticks unless the axis fixes its domain. */
export function scaleOf(chart: Chart, side: 'x' | 'y', range: readonly [number, number], tickCount: number): Scale {
  const axis = chart[side];
  const base = (axis.scale === 'log' ? scaleLog() : scaleLinear()).domain(domainOf(chart, side)).range(range);
  // Contours end where their grid ends.
  if (!axis.domain && !chart.marks.some((mark) => mark.kind === 'contour')) base.nice(tickCount);
  const format = base.tickFormat(tickCount);
  const ticks = base.ticks(tickCount).map((at) => ({
    at,
    text: format(at) === '' ? '' : tickText(at, axis.scale === 'log' ? at.toLocaleString('en', { maximumFractionDigits: 4 }) : format(at)),
  }));
  return Object.assign((x: number) => base(x), {
    ticks: ticks.filter(({ text }) => text !== ''),
    domain: base.domain() as [number, number],
  });
}

/** Very large and very small numbers in powers of ten, not in rows of zeros. */
const tickText = (at: number, text: string): string =>
  (at !== 0 && (Math.abs(at) >= 1e6 || Math.abs(at) < 1e-4) ? at.toExponential().replace('e+', 'e') : text).replace('-', '−');
