import type { Scene, Surface } from '../scene.js';
import { rampColour } from '../theme.js';
import { chartToSvg } from './chart-to-svg.js';
import { drawSurface } from './draw-surface.js';
import { element } from './element.js';
import { graphToSvg } from './graph-to-svg.js';
import { drawLegend } from './legend.js';
import { shades, surfaceModel, viewOf } from './surface-model.js';
import { svgRoot, type Surroundings, type SvgOptions } from './svg-root.js';

/**
 * A scene as the text of an SVG element, with title and description for those who hear it.
 *
 * A surface can be turned on a page that ends with `surfaceScript()`. Throws `argument` for a size too small to draw in.
 *
 * @example
 * ```ts
 * import { toSvg } from '@chainrule/viz';
 * const line = { kind: 'line', x: [0, 1, 2], y: [0, 1, 4] } as const;
 * const svg = toSvg({ kind: 'chart', title: 'Squares', description: 'The first squares.', x: { label: 'n' }, y: { label: 'n²' }, marks: [line] });
 * svg.slice(0, 4); // → '<svg'
 * ```
 */
export function toSvg(scene: Scene, options: SvgOptions = {}): string {
  if (scene.kind === 'chart') return chartToSvg(scene, options);
  if (scene.kind === 'graph') return graphToSvg(scene, options);
  const turns = { tabindex: '0', 'data-surface': JSON.stringify(viewOf(scene)) };
  return svgRoot(scene, options, (surroundings) => surfaceInside(scene, surroundings), turns);
}

function surfaceInside(scene: Surface, { width, height, theme, id }: Surroundings): string {
  const model = surfaceModel(scene, width, height, theme);
  const fills = Array.from({ length: shades }, (_, i) => `#${id} .h${i}{fill:${rampColour(theme, i / (shades - 1))}}`).join('');
  const lines = `#${id}{touch-action:none;cursor:grab}#${id} .h0,#${id} [class^=h]{stroke:${theme.paper};stroke-opacity:.35;stroke-width:.6;stroke-linejoin:round}#${id} .p{fill:none;stroke-width:2.25;stroke-linecap:round}`;
  return [
    `<style>${lines}${fills}</style>`,
    element('g', { id: `${id}-drawing` }, drawSurface(model, viewOf(scene))),
    drawLegend(
      (scene.paths ?? []).map((path, i) => ({ ...path, kind: 'line', colour: path.colour ?? i + 1 })),
      theme,
      24,
      16,
    ),
    `<script type="application/json" id="${id}-model">${JSON.stringify(model).replaceAll('<', '\\u003c')}</script>`,
  ].join('');
}
