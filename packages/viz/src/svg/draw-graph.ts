import { curveBasis, line } from 'd3-shape';
import type { Graph } from '../scene.js';
import type { Theme } from '../theme.js';
import { element, escapeText } from './element.js';

const lineHeight = 17;

/** The inside of a graph's SVG: as large as fits, never larger than it is. */
export function drawGraph({ nodes, edges, ...graph }: Graph, width: number, height: number, theme: Theme, id: string): string {
  const scale = Math.min(1, (width - 16) / Math.max(1, graph.width), (height - 16) / Math.max(1, graph.height));
  const [left, top] = [(width - scale * graph.width) / 2, (height - scale * graph.height) / 2];
  const path = line().curve(curveBasis).digits(1);
  const colourOf = (colour: number | undefined): string =>
    colour === undefined ? theme.muted : theme.series[colour % theme.series.length]!;
  const head = (colour: number | undefined): string => `${id}-head${colour === undefined ? '' : `-${colour}`}`;
  return [
    ...[...new Set(edges.map(({ colour }) => colour))].map((colour) =>
      element(
        'marker',
        { id: head(colour), viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
        element('path', { d: 'M0 0L8 4L0 8Z', fill: colourOf(colour) }),
      ),
    ),
    element(
      'g',
      { transform: `translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${scale.toFixed(4)})`, 'font-size': 12 },
      element(
        'g',
        { fill: 'none', 'stroke-width': 1.25 },
        ...edges.map(({ points, colour }) =>
          element('path', {
            d: path(points.map(([x, y]) => [x, y])) ?? '',
            stroke: colourOf(colour),
            'stroke-width': colour === undefined ? undefined : 2.25,
            'marker-end': `url(#${head(colour)})`,
          }),
        ),
      ),
      ...edges.map(({ label, colour }) => (label === undefined ? '' : drawLabel(label, colourOf(colour), theme))),
      ...nodes.map(({ lines, x, y, width: w, height: h, colour }) =>
        element(
          'g',
          {},
          element('rect', {
            x: x - w / 2,
            y: y - h / 2,
            width: w,
            height: h,
            rx: 5,
            fill: theme.paper,
            stroke: colourOf(colour),
            'stroke-width': colour === undefined ? 1 : 2,
          }),
          ...lines.map((text, i) =>
            element(
              'text',
              {
                x,
                y: y + lineHeight * (i - (lines.length - 1) / 2) + 4,
                'text-anchor': 'middle',
                fill: i === 0 ? theme.ink : theme.muted,
                'font-weight': i === 0 ? 600 : undefined,
              },
              escapeText(text),
            ),
          ),
        ),
      ),
    ),
  ].join('');
}

/** On ground of its own, so that the arrow does not go through it. */
const drawLabel = ({ text, x, y }: NonNullable<Graph['edges'][number]['label']>, fill: string, theme: Theme): string =>
  element(
    'text',
    {
      x,
      y: y + 4,
      'text-anchor': 'middle',
      fill,
      stroke: theme.paper,
      'stroke-width': 5,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    },
    escapeText(text),
  );
