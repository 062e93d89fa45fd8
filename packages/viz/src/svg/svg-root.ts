import { ChainruleError } from '@chainrule/core';
import type { Scene } from '../scene.js';
import { themeOf, themeStyles, type Theme, type ThemeName } from '../theme.js';
import { element, escapeText, type Attributes } from './element.js';

/** Size, theme and identity of a drawing. */
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

/** What the inside of a drawing is drawn with. */
export interface Surroundings {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly id: string;
}

/**
 * An SVG element with title, description and ground, and what is to be in it: for drawings that are no scenes.
 *
 * Throws `argument` for a size too small to draw in.
 *
 * @example
 * ```ts
 * import { element, svgRoot } from '@chainrule/viz';
 * const dot = svgRoot({ title: 'A dot', description: 'It is small.' }, {}, ({ theme }) => element('circle', { r: 2, fill: theme.ink }));
 * dot.includes('<circle r="2"'); // → true
 * ```
 */
export function svgRoot(
  scene: Pick<Scene, 'title' | 'description'>,
  { width = 640, height = 400, theme: themeName = 'auto', id = slug(scene.title), styles = true }: SvgOptions,
  inside: (surroundings: Surroundings) => string,
  attributes: Attributes = {},
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
      ...attributes,
    },
    element('title', { id: `${id}-title` }, escapeText(scene.title)),
    element('desc', { id: `${id}-description` }, escapeText(scene.description)),
    styles && themeName === 'auto' ? `<style>${themeStyles()}</style>` : '',
    element('rect', { width, height, fill: theme.paper }),
    inside({ width, height, theme, id }),
  );
}

/** A title as an identifier. */
export const slug = (title: string): string =>
  `chart-${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;
