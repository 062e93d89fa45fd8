import type { Chart } from '@chainrule/viz';
import { renderToString } from 'solid-js/web';
import { draw } from '../engine/picture.js';
import { derived } from '../home/derived.js';
import { firstFunction, firstShape, shownFirst } from '../home/first-answer.js';
import { Page } from '../home/page.js';
import { figureSize } from '../parts/figure-size.js';

/** Widths of the first drawing, in pixels: its style sheet shows the one that fits. */
const widths = { narrow: 360, middle: 720, wide: 1080 } as const;

/** What stands in Home's document until its script has drawn it: the page with its first answer, by the same components. */
export async function homeContent(): Promise<string> {
  const { derivatives, graph } = await derived(firstFunction);
  const sizes = Object.fromEntries(Object.entries(widths).map(([name, width]) => [name, figureSize(width, firstShape)]));
  // A curve has a place for every three pixels: the document is to come in one go.
  const drawnWith = (width: number) => (): Chart => graph!(width / 3 + 1);
  const charts = { narrow: drawnWith(widths.narrow), middle: drawnWith(widths.middle), wide: drawnWith(widths.wide) };
  const drawn = Object.values(draw(charts, { sizes, theme: 'auto' }));
  const svg = drawn.map((picture) => picture.svg).join('');
  const first = shownFirst(derivatives[0]!.maths, { ...drawn[0]!, svg });
  // Before the script runs nothing can be typed, so nothing is lost.
  return `<div inert>${renderToString(() => <Page first={first} />)}</div>`;
}
