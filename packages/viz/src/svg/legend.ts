import type { Mark } from '../scene.js';
import type { Theme } from '../theme.js';
import { element, escapeText } from './element.js';
import { colourOf } from './marks.js';

/** Roughly how wide a text of 13 pixels is. */
export const textWidth = (text: string): number => 7 * text.length;

/** Pixels from one row of a legend to the next. */
export const legendRow = 18;

interface Entry {
  readonly mark: Mark & { readonly name: string };
  readonly index: number;
  /** From the left end of the legend. */
  readonly x: number;
  readonly row: number;
}

/** The marks that have a name, side by side in as many rows as the width asks for. */
export function legendEntries(marks: readonly Mark[], width: number): Entry[] {
  let [x, row] = [0, 0];
  return marks.flatMap((mark, index) => {
    if (mark.name === undefined || mark.kind === 'contour') return [];
    const wide = 44 + textWidth(mark.name);
    if (x > 0 && x + wide - 18 > width) [x, row] = [0, row + 1];
    const entry = { mark: { ...mark, name: mark.name }, index, x, row };
    x += wide;
    return [entry];
  });
}

/** The names of marks beside a sample of each, from the left, in rows that fit the width. */
export function drawLegend(marks: readonly Mark[], theme: Theme, left: number, y: number, width = Infinity): string {
  const entries = legendEntries(marks, width).map(({ mark, index, x, row }) => {
    const [at, down] = [left + x, y + row * legendRow];
    return sample(mark, colourOf(mark, index, theme), at, down) + element('text', { x: at + 26, y: down + 4 }, escapeText(mark.name));
  });
  return entries.length === 0 ? '' : element('g', { fill: theme.ink, 'font-size': 13 }, ...entries);
}

function sample(mark: Mark, colour: string, x: number, y: number): string {
  if (mark.kind === 'scatter' && mark.symbol === 'cross')
    return element('path', { d: `M${x + 5} ${y - 5}l10 10m0 -10l-10 10`, stroke: colour, 'stroke-width': 2.5, fill: 'none' });
  if (mark.kind === 'scatter') return element('circle', { cx: x + 10, cy: y, r: 4, fill: colour });
  if (mark.kind === 'bars') return element('rect', { x: x + 4, y: y - 6, width: 12, height: 12, fill: colour });
  return element('line', {
    x1: x,
    x2: x + 20,
    y1: y,
    y2: y,
    stroke: colour,
    'stroke-width': 2.5,
    'stroke-dasharray': mark.kind === 'line' && mark.dashed === true ? '6 4' : undefined,
  });
}
