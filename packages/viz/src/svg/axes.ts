import type { Scale } from '../scale.js';
import type { Chart } from '../scene.js';
import type { Theme } from '../theme.js';
import { element, escapeText } from './element.js';

/** The rectangle that marks are drawn in, in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Grid lines, drawn below the marks. */
export function drawGridLines({ left, right, top, bottom }: Plot, x: Scale, y: Scale, { gridLine }: Theme): string {
  return element(
    'g',
    { stroke: gridLine, 'stroke-width': 1 },
    ...x.ticks.map(({ at }) => element('line', { x1: x(at), x2: x(at), y1: top, y2: bottom })),
    ...y.ticks.map(({ at }) => element('line', { x1: left, x2: right, y1: y(at), y2: y(at) })),
  );
}

/** Numbers and names along both axes. */
export function drawAxes(chart: Chart, { left, right, top, bottom }: Plot, x: Scale, y: Scale, { ink, muted }: Theme): string {
  return element(
    'g',
    { fill: muted, 'font-size': 12 },
    element('path', { d: `M${left} ${top}V${bottom}H${right}`, fill: 'none', stroke: muted }),
    ...x.ticks.map(({ at, text }) => element('text', { x: x(at), y: bottom + 18, 'text-anchor': 'middle' }, escapeText(text))),
    ...y.ticks.map(({ at, text }) => element('text', { x: left - 8, y: y(at) + 4, 'text-anchor': 'end' }, escapeText(text))),
    element(
      'text',
      { x: (left + right) / 2, y: bottom + 40, 'text-anchor': 'middle', fill: ink, 'font-size': 13 },
      escapeText(chart.x.label),
    ),
    element(
      'text',
      { transform: `translate(15 ${(top + bottom) / 2}) rotate(-90)`, 'text-anchor': 'middle', fill: ink, 'font-size': 13 },
      escapeText(chart.y.label),
    ),
  );
}
