import type { Picture } from '../engine/picture.js';
import type { HomeAnswer } from './worker.js';

/** The function that the page begins with. The build computes its answer and writes it into the document, which needs no worker for it. */
export const firstFunction = 'x^2 sin(x)';

/** Of its figure: height over width. */
export const firstShape = 0.5;

/** An answer as far as a document can show it: the numbers of the drawing are not there yet. */
export const shownFirst = (maths: string, { svg, title, description }: Omit<Picture, 'frame' | 'table'>): HomeAnswer => ({
  variables: ['x'],
  derivatives: [{ variable: 'x', maths }],
  pictures: { graph: { svg, title, description, table: { columns: [], rows: [], of: 0 } } },
});

/** The answer that stands in the document; while developing there is none. */
export function answerInDocument(): HomeAnswer | undefined {
  const part = (selector: string): Element | null => document.querySelector(`#page ${selector}`);
  const svg = part('.drawing')?.innerHTML;
  if (svg === undefined) return undefined;
  return shownFirst(part('.derivative .maths:last-child')!.innerHTML, { svg, title: '', description: part('.caption')!.textContent });
}
