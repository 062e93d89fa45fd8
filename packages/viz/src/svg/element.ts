/** An element's attributes by name. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * Text that stands for itself in SVG and HTML.
 *
 * @example
 * ```ts
 * import { escapeText } from '@chainrule/viz';
 * escapeText('a < b'); // → 'a &lt; b'
 * ```
 */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!);

/**
 * An element as text; numbers to a hundredth, attributes that are undefined left out. Content is markup already.
 *
 * @example
 * ```ts
 * import { element } from '@chainrule/viz';
 * element('circle', { r: 1 / 3, fill: undefined }); // → '<circle r="0.33"/>'
 * ```
 */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : escapeText(value)}"`],
  );
  return content.length === 0 ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A coordinate to a hundredth of a pixel. */
export const short = (x: number): string => String(Math.round(x * 100) / 100);
