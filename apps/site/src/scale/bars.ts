import { element, escapeText, svgRoot, type ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../engine/picture.js';
import { said } from '../engine/said.js';

export interface Bars {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Shares of a whole, by name. */
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  /** How many are drawn, from the first; all are in the table. */
  readonly shown: number;
  /** The share that a bar of full height is. Default 1. */
  readonly most?: number;
}

/** Shares as bars side by side, each with its name below and its percentage above. */
export function drawBars({ id, title, description, bars, shown, most = 1 }: Bars, { width, height }: Size, theme: ThemeName): Picture {
  const drawn = bars.slice(0, width < 500 ? Math.min(shown, 10) : shown);
  const [top, bottom] = [22, 26];
  const step = width / Math.max(1, drawn.length);
  const wide = Math.min(step * 0.66, 44);
  const svg = svgRoot({ title, description }, { width, height, theme, id, styles: false }, ({ theme: colours }) => {
    const floor = height - bottom;
    return [
      element('path', { d: `M0 ${floor}h${width}`, stroke: colours.muted, 'stroke-width': 1 }),
      ...drawn.map(({ name, value }, i) => {
        const middle = (i + 0.5) * step;
        const tall = (value / most) * (floor - top);
        const text = { x: middle, 'text-anchor': 'middle', fill: colours.ink };
        return [
          element('rect', { x: middle - wide / 2, y: floor - tall, width: wide, height: tall, fill: colours.series[0]! }),
          element('text', { ...text, y: height - 7, 'font-size': 16 }, escapeText(name)),
          element(
            'text',
            { ...text, y: floor - tall - 6, fill: colours.muted, 'font-size': 12 },
            value < 0.005 ? '' : `${said(100 * value, 2)} %`,
          ),
        ].join('');
      }),
    ].join('');
  });
  return {
    svg,
    title,
    description,
    table: { columns: ['name', 'probability'], rows: bars.map(({ name, value }) => [name, value]), of: bars.length },
  };
}
