import { line } from 'd3-shape';
import { leastDistance } from '../extent.js';
import type { Scale } from '../scale.js';
import type { Mark, PlainMark } from '../scene.js';
import type { Theme } from '../theme.js';
import { thin } from '../thin.js';
import { element, short } from './element.js';

export interface Place {
  readonly x: Scale;
  readonly y: Scale;
  readonly theme: Theme;
  /** Whether marks stand on contours, and need a rim of paper to be seen. */
  readonly onContours: boolean;
}

const seen = (x: number, y: number): boolean => Number.isFinite(x) && Number.isFinite(y);

/** What lies far outside is drawn no further out than browsers can. */
const near = (pixels: number): number => Math.min(1e6, Math.max(-1e6, pixels));

/** How many points are circles, each an element that can be found. */
const mostCircles = 60;

/** A mark as SVG, all but contours. `index` is its place among the marks. */
export function drawPlainMark(mark: PlainMark, index: number, { x, y, theme, onContours }: Place): string {
  const colour = colourOf(mark, index, theme);
  switch (mark.kind) {
    case 'line': {
      const path = line()
        .defined(([a, b]) => seen(x(a), y(b)))
        .x(([a]) => near(x(a)))
        .y(([, b]) => near(y(b)))
        .digits(2);
      const d = path(thin(mark.x, mark.y, 1200)) ?? '';
      const shape = { d, fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
      return (
        (onContours ? element('path', { ...shape, stroke: theme.paper, 'stroke-width': 4, 'stroke-opacity': 0.7 }) : '') +
        element('path', { ...shape, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': mark.dashed === true ? '6 4' : undefined })
      );
    }
    case 'scatter': {
      const points = Array.from(mark.x, (a, i) => [x(a), y(mark.y[i]!)] as const).filter(([a, b]) => seen(a, b));
      if (mark.symbol === 'cross') {
        const d = points.map(([a, b]) => `M${short(a - 5)} ${short(b - 5)}l10 10m0 -10l-10 10`).join('');
        return (
          element('path', { d, stroke: theme.paper, 'stroke-width': 6, fill: 'none' }) +
          element('path', { d, stroke: colour, 'stroke-width': 2.5, fill: 'none' })
        );
      }
      const rim = onContours ? { 'fill-opacity': 1, stroke: theme.paper, 'stroke-width': 1 } : { 'fill-opacity': 0.65 };
      if (points.length <= mostCircles)
        return element('g', { fill: colour, ...rim }, ...points.map(([a, b]) => element('circle', { cx: a, cy: b, r: 3 })));
      // Many points are one path of dots: pages draw it many times a second.
      const dots = { d: points.map(([a, b]) => `M${short(a)} ${short(b)}h0`).join(''), 'stroke-linecap': 'round', fill: 'none' };
      return (
        (onContours ? element('path', { ...dots, stroke: theme.paper, 'stroke-width': 7 }) : '') +
        element('path', { ...dots, stroke: colour, 'stroke-width': onContours ? 5 : 6, 'stroke-opacity': onContours ? 1 : 0.65 })
      );
    }
    case 'bars': {
      const width = Math.max(1, 0.8 * leastDistance(Array.from(mark.x, x), 60));
      const bars = Array.from(mark.x, (a, i) => {
        const [foot, head] = [y(0), y(mark.y[i]!)];
        return element('rect', { x: x(a) - width / 2, y: Math.min(foot, head), width, height: Math.abs(foot - head) });
      });
      return element('g', { fill: colour }, ...bars);
    }
    case 'arrows': {
      const arrows = Array.from(mark.x, (a, i) => [x(a), y(mark.y[i]!), x(a + mark.dx[i]!), y(mark.y[i]! + mark.dy[i]!)] as const)
        .filter(([a, b, c, d]) => seen(a, b) && seen(c, d))
        .map(([a, b, c, d]) => {
          const length = Math.hypot(c - a, d - b) || 1;
          const [u, v] = [(c - a) / length, (d - b) / length];
          const size = Math.min(7, length / 2);
          const wing = (side: number): string =>
            `M${short(c)} ${short(d)}l${short(size * (-u + side * 0.5 * v))} ${short(size * (-v - side * 0.5 * u))}`;
          return `M${short(a)} ${short(b)}L${short(c)} ${short(d)}${wing(1)}${wing(-1)}`;
        });
      return element('path', { d: arrows.join(''), fill: 'none', stroke: colour, 'stroke-width': 1.75, 'stroke-linecap': 'round' });
    }
  }
}

export const colourOf = ({ colour }: Pick<Mark, 'colour'>, index: number, theme: Theme): string =>
  theme.series[(colour ?? index) % theme.series.length]!;
