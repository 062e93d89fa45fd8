import { dataTable } from './data-table.js';
import type { Scene } from './scene.js';
import { element, escapeText } from './svg/element.js';
import type { SvgOptions } from './svg/svg-root.js';
import { toSvg } from './svg/to-svg.js';

/**
 * A scene as an HTML figure: the drawing, its description as caption, and the numbers in a table that unfolds.
 * The page brings `themeStyles()`, and `surfaceScript()` at its end when surfaces are to turn.
 *
 * @example
 * ```ts
 * import { toFigure } from '@chainrule/viz';
 * const dots = { kind: 'scatter', x: [1, 2], y: [3, 4] } as const;
 * const html = toFigure({ kind: 'chart', title: 'Dots', description: 'Two dots.', x: { label: 'x' }, y: { label: 'y' }, marks: [dots] });
 * html.includes('<figcaption>'); // → true
 * ```
 */
export function toFigure(scene: Scene, options: SvgOptions = {}): string {
  const { columns, rows, of } = dataTable(scene);
  const cells = (name: 'th' | 'td', row: readonly (string | number)[]): string =>
    element(
      'tr',
      {},
      ...row.map((cell) =>
        element(
          name,
          name === 'th' ? { scope: 'col' } : {},
          escapeText(typeof cell === 'number' ? String(Number(cell.toPrecision(6))) : cell),
        ),
      ),
    );
  const summary = rows.length < of ? `The numbers (${rows.length} of ${of})` : 'The numbers';
  return element(
    'figure',
    {},
    toSvg(scene, { styles: false, ...options }),
    element('figcaption', {}, element('strong', {}, escapeText(scene.title)), ' ', escapeText(scene.description)),
    element(
      'details',
      {},
      element('summary', {}, summary),
      element('table', {}, element('thead', {}, cells('th', columns)), element('tbody', {}, ...rows.map((row) => cells('td', row)))),
    ),
  );
}
