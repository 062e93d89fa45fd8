import type { Expr } from '@chainrule/core';
import { gradient, toMathML, toText } from '@chainrule/symbolic';
import { answer } from '../engine/answer.js';
import { curvatureAt, read, slopeAt, valueAt } from '../engine/formula.js';
import { draw, type Drawings, type Picture } from '../engine/picture.js';
import { directionsChart } from './directions-chart.js';
import { fieldChart } from './field-chart.js';
import { sliceChart } from './slice-chart.js';

export interface PartialsRequest extends Drawings {
  readonly f: string;
  readonly x: number;
  readonly y: number;
  /** The direction, in degrees from the x axis. */
  readonly angle: number;
  /** Points to mark in the field. */
  readonly marked: readonly (readonly [number, number])[];
}

export type PartialsFigure = 'field' | 'alongX' | 'alongY' | 'directions';

/** What of the landscape is seen from a point. */
export interface Outlook {
  readonly value: number;
  /** ∂f/∂x and ∂f/∂y. */
  readonly slopes: readonly [number, number];
  /** ∇f·u. */
  readonly along: number;
  readonly steepest: number;
  readonly second: readonly [fxx: number, fxy: number, fyy: number];
  /** The Hessian's eigenvalues, the larger first. */
  readonly curvatures: readonly [number, number];
}

export interface PartialsAnswer extends Outlook {
  /** The formulas of ∂f/∂x and ∂f/∂y. */
  readonly partials: readonly [string, string];
  readonly pictures: { readonly [Name in PartialsFigure]?: Picture };
}

const [alongX, alongY] = [{ x: 1 }, { y: 1 }];

export const answers = {
  async view({ f, angle, marked, x, y, ...drawings }: PartialsRequest): Promise<PartialsAnswer> {
    const expr = await read(f, ['x', 'y']);
    const outlook = outlookFrom(expr, { x, y }, angle);
    const [fx, fy] = gradient(expr, ['x', 'y']);
    const scene = { expr, text: toText(expr), point: { x, y }, angle, outlook };
    return {
      ...outlook,
      partials: [toMathML(fx!), toMathML(fy!)],
      pictures: draw(
        {
          field: () => fieldChart(scene, marked, drawings.sizes['field']!),
          alongX: () => sliceChart(scene, 'x'),
          alongY: () => sliceChart(scene, 'y'),
          directions: () => directionsChart(scene),
        },
        drawings,
      ),
    };
  },
};

function outlookFrom(expr: Expr, point: { readonly x: number; readonly y: number }, angle: number): Outlook {
  const radians = (angle * Math.PI) / 180;
  const slopes = [slopeAt(expr, point, alongX), slopeAt(expr, point, alongY)] as const;
  const [fxx, fxy, fyy] = [
    curvatureAt(expr, point, alongX, alongX),
    curvatureAt(expr, point, alongX, alongY),
    curvatureAt(expr, point, alongY, alongY),
  ];
  const [middle, half] = [(fxx + fyy) / 2, Math.hypot((fxx - fyy) / 2, fxy)];
  return {
    value: valueAt(expr, point),
    slopes,
    along: slopeAt(expr, point, { x: Math.cos(radians), y: Math.sin(radians) }),
    steepest: Math.hypot(...slopes),
    second: [fxx, fxy, fyy],
    curvatures: [middle + half, middle - half],
  };
}

answer(answers);
