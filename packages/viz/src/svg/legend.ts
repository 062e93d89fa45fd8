import type { Mark } from '../scene.js';
import type { Theme } from '../theme.js';
import { element, escapeText } from './element.js';
import { colourOf } from './marks.js';

/** Roughly how wide a text of 13 pixels is. */
export const textWidth = (text: string): number => 7 * text.length;

/** The names of marks beside a sample of each, in a row from the left. */
export function drawLegend(marks: readonly Mark[], theme: Theme, left: number, y: number): string {
  let x = left;
  const entries = marks.flatMap((mark, index) => {
    if (mark.name === undefined || mark.kind === 'contour') return [];
    const colour = colourOf(mark, index, theme);
    const at = x;
    x += 44 + textWidth(mark.name);
    return [sample(mark, colour, at, y), element('text', { x: at + 26, y: y + 4 }, escapeText(mark.name))];
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
