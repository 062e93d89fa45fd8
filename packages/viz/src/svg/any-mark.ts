import { contoursOf } from '../contours.js';
import type { ContourMark, Mark } from '../scene.js';
import { rampColour } from '../theme.js';
import { element, short } from './element.js';
import { colourOf, drawPlainMark, type Place } from './marks.js';

/** A mark of any kind as SVG. */
export const drawAnyMark = (mark: Mark, index: number, place: Place): string =>
  mark.kind === 'contour' ? drawContours(mark, place) : drawPlainMark(mark, index, place);

function drawContours(mark: ContourMark, { x, y, theme }: Place): string {
  const own = mark.colour === undefined ? undefined : colourOf(mark, 0, theme);
  const layers = contoursOf(mark).map(({ rings, height }) => {
    const d = rings.map((ring) => `M${ring.map(([a, b]) => `${short(x(a))} ${short(y(b))}`).join('L')}Z`).join('');
    return element('path', {
      d,
      // An attribute: a style would be refused under a page's strict policy.
      fill: own ?? rampColour(theme, height),
      // Areas of one colour lie over each other, and add up.
      'fill-opacity': own && 0.16,
      stroke: own ? undefined : theme.paper,
      'stroke-opacity': 0.45,
      'stroke-width': 0.75,
    });
  });
  return layers.join('');
}
