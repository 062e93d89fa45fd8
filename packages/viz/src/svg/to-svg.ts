import { ChainruleError } from '@chainrule/core';
import type { Scene } from '../scene.js';
import { rampColour, themeOf, themeStyles, type Theme, type ThemeName } from '../theme.js';
import { drawChart } from './draw-chart.js';
import { drawGraph } from './draw-graph.js';
import { drawSurface } from './draw-surface.js';
import { element, escapeText } from './element.js';
import { drawLegend } from './legend.js';
import { shades, surfaceModel, viewOf } from './surface-model.js';

export interface SvgOptions {
  /** Pixels. Default 640. */
  readonly width?: number;
  /** Pixels. Default 400. */
  readonly height?: number;
  /** Default auto: light or dark, as the reader prefers. */
  readonly theme?: ThemeName;
  /** Unique on the page. Default: made of the title. */
  readonly id?: string;
  /** Bring the style sheet along, so that the picture stands alone. Default true; on a page, write `themeStyles()` once instead. */
  readonly styles?: boolean;
}

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
export function toSvg(
  scene: Scene,
  { width = 640, height = 400, theme: themeName = 'auto', id = slug(scene.title), styles = true }: SvgOptions = {},
): string {
  if (!(width >= 160 && height >= 120))
    throw new ChainruleError('argument', `a drawing of ${width} × ${height} pixels`, { operation: 'toSvg', hint: 'at least 160 × 120' });
  const theme = themeOf(themeName);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id,
      class: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      'font-family': 'system-ui, sans-serif',
      ...(scene.kind === 'surface' && { tabindex: '0', 'data-surface': JSON.stringify(viewOf(scene)) }),
    },
    element('title', { id: `${id}-title` }, escapeText(scene.title)),
    element('desc', { id: `${id}-description` }, escapeText(scene.description)),
    styles && themeName === 'auto' ? `<style>${themeStyles()}</style>` : '',
    element('rect', { width, height, fill: theme.paper }),
    insideOf(scene, width, height, theme, id),
  );
}

function insideOf(scene: Scene, width: number, height: number, theme: Theme, id: string): string {
  if (scene.kind === 'chart') return drawChart(scene, width, height, theme, id);
  return scene.kind === 'graph' ? drawGraph(scene, width, height, theme, id) : surfaceInside(scene, width, height, theme, id);
}

function surfaceInside(scene: Extract<Scene, { kind: 'surface' }>, width: number, height: number, theme: Theme, id: string): string {
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

/** A title as an identifier. */
export const slug = (title: string): string =>
  `chart-${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;
