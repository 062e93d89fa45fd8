import { nice, tickStep, ticks } from 'd3-array';
import { domainOf } from './extent.js';
import type { Chart } from './scene.js';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Where numbers lie on an axis, and which are written beside it. */
export interface Scale {
  (x: number): number;
  readonly ticks: readonly Tick[];
  readonly domain: readonly [number, number];
}

/** A scale from a domain to a range, rounded to ticks unless the axis fixes its domain. */
export function scaleOf(chart: Chart, side: 'x' | 'y', [from, to]: readonly [number, number], tickCount: number): Scale {
  const log = chart[side].scale === 'log';
  // Contours end where their grid ends.
  const fixed = chart[side].domain !== undefined || chart.marks.some((mark) => mark.kind === 'contour');
  const [low, high] = fixed ? domainOf(chart, side) : rounded(domainOf(chart, side), log, tickCount);
  const place = log ? Math.log : (x: number): number => x;
  const perUnit = (to - from) / (place(high) - place(low));
  // Programs that draw pixels lose a whole picture to one point far outside of it, so points end one axis beyond the axis.
  const near = (at: number): number =>
    Number.isFinite(at) ? Math.max(Math.min(from, to) - Math.abs(to - from), Math.min(Math.max(from, to) + Math.abs(to - from), at)) : at;
  return Object.assign((x: number) => near(from + (place(x) - place(low)) * perUnit), {
    ticks: log ? logTicks(low, high, tickCount) : linearTicks(low, high, tickCount),
    domain: [low, high] as const,
  });
}

const rounded = ([low, high]: readonly [number, number], log: boolean, count: number): [number, number] =>
  log ? [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))] : nice(low, high, count);

/** About `count` round numbers from low to high, with as many decimals as tell them apart. */
export function linearTicks(low: number, high: number, count: number): Tick[] {
  const digits = Math.min(20, Math.max(0, -Math.floor(Math.log10(Math.abs(tickStep(low, high, count))) + 1e-9)));
  const written = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return ticks(low, high, count).map((at) => ({ at, text: tickText(at, (at + 0).toLocaleString('en', written)) }));
}

/** Powers of ten, every so many where there are many; with twos and fives between where there are few. */
function logTicks(low: number, high: number, count: number): Tick[] {
  const decades = Math.log10(high / low);
  const every = Math.max(1, Math.round(tickStep(0, decades, count)));
  const factors = decades * 2 < count ? [1, 2, 5] : [1];
  const first = Math.floor(Math.log10(low) / every) * every;
  const powers = Array.from({ length: Math.ceil(decades / every) + 2 }, (_, i) => first + i * every);
  const found = powers
    .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
    .filter((at) => at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9));
  if (found.length < 2) return linearTicks(low, high, count);
  return found.map((at) => ({ at, text: tickText(at, at.toLocaleString('en', { maximumFractionDigits: 4 })) }));
}

/** Very large and very small numbers in powers of ten, not in rows of zeros. */
const tickText = (at: number, text: string): string =>
  (at !== 0 && (Math.abs(at) >= 1e6 || Math.abs(at) < 1e-4) ? at.toExponential().replace('e+', 'e') : text).replace('-', '−');
