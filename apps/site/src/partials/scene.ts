import type { Expr } from '@chainrule/core';
import type { Interval } from '../engine/sample.js';
import type { Outlook } from './worker.js';

/** What all charts of the page are about. */
export interface PartialsScene {
  readonly expr: Expr;
  readonly text: string;
  readonly point: { readonly x: number; readonly y: number };
  readonly angle: number;
  readonly outlook: Outlook;
}

/** How far the page looks along both axes. */
export const span: Interval = [-3, 3];

export const said = (x: number): string => String(Number(x.toPrecision(4))).replace('-', '−');
