import { contoursOf } from '../contours.js';
import type { ContourMark, Mark } from '../scene.js';
import { rampColour } from '../theme.js';
import { element, short } from './element.js';
import { drawPlainMark, type Place } from './marks.js';

/** A mark of any kind as SVG. */
export const drawAnyMark = (mark: Mark, index: number, place: Place): string =>
  mark.kind === 'contour' ? drawContours(mark, place) : drawPlainMark(mark, index, place);

function drawContours(mark: ContourMark, { x, y, theme }: Place): string {
  const layers = contoursOf(mark).map(({ rings, height }) => {
    const d = rings.map((ring) => `M${ring.map(([a, b]) => `${short(x(a))} ${short(y(b))}`).join('L')}Z`).join('');
    return element('path', {
      d,
      // An attribute: a style would be refused under a page's strict policy.
      fill: rampColour(theme, height),
      stroke: theme.paper,
      'stroke-opacity': 0.45,
      'stroke-width': 0.75,
    });
  });
  return layers.join('');
}
