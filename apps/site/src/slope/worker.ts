import type { Expr } from '@chainrule/core';
import { fornbergWeights } from '@chainrule/numeric';
import { derivative, toMathML, toText } from '@chainrule/symbolic';
import type { PlainChart } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { read, valueAt, valuesAt } from '../engine/formula.js';
import { drawPlain, type Drawings, type Picture } from '../engine/picture.js';
import { said } from '../engine/said.js';
import { places, within, worthShowing, type Interval } from '../engine/sample.js';

export interface SlopeRequest extends Drawings {
  readonly f: string;
  readonly x: number;
  readonly h: number;
  /** Where the derivative has been painted. */
  readonly painted: Interval;
}

export interface SlopeAnswer {
  readonly derivative: string;
  readonly pictures: { readonly curve?: Picture; readonly slopes?: Picture };
  /** f at x and at x + h. */
  readonly values: readonly [number, number];
  readonly tangent: number;
  readonly secant: number;
  /** Secants that come closer and closer. */
  readonly approach: readonly { readonly h: number; readonly secant: number; readonly off: number }[];
}

const span: Interval = [-4, 4];
const closer = [1, 0.1, 0.01, 0.001, 0.0001];

export const answers = {
  async view({ f, x, h, painted, ...drawings }: SlopeRequest): Promise<SlopeAnswer> {
    const expr = await read(f, ['x']);
    const slope = derivative(expr, 'x');
    const at = (place: number): number => valueAt(expr, { x: place });
    const secantOver = (step: number): number => {
      const weights = fornbergWeights([0, step], 1);
      return weights[0]! * at(x) + weights[1]! * at(x + step);
    };
    const tangent = valueAt(slope, { x });
    const secant = secantOver(h);
    const places481 = places(span, 481);
    return {
      derivative: toMathML(slope),
      pictures: drawPlain(
        {
          curve: () => curve(expr, { x, h, tangent, secant, y: at(x) }, places481),
          slopes: () => slopes(slope, x, tangent, painted, places481),
        },
        drawings,
      ),
      values: [at(x), at(x + h)],
      tangent,
      secant,
      approach: closer.map((step) => ({ h: step, secant: secantOver(step), off: Math.abs(secantOver(step) - tangent) })),
    };
  },
};

interface Lines {
  readonly x: number;
  readonly y: number;
  readonly h: number;
  readonly tangent: number;
  readonly secant: number;
}

const lineThrough = ({ x, y }: Lines, slope: number): { x: Interval; y: Interval } => ({
  x: span,
  y: [y + slope * (span[0] - x), y + slope * (span[1] - x)],
});

function curve(expr: Expr, lines: Lines, x: Float64Array): PlainChart {
  const y = valuesAt(expr, { x });
  const shown = worthShowing(y);
  return {
    kind: 'chart',
    title: 'Secant and tangent',
    description: `${toText(expr)} with its tangent at x = ${said(lines.x)}, of slope ${said(lines.tangent)}, and the secant to x + h = ${said(lines.x + lines.h)}, of slope ${said(lines.secant)}.`,
    x: { label: 'x', domain: span },
    y: { label: 'f(x)', domain: shown },
    marks: [
      { kind: 'line', name: 'secant', colour: 2, dashed: true, ...lineThrough(lines, lines.secant) },
      { kind: 'line', name: 'tangent', colour: 1, ...lineThrough(lines, lines.tangent) },
      { kind: 'line', name: 'f(x)', colour: 0, x, y: within(y, shown) },
    ],
  };
}

function slopes(slope: Expr, x: number, tangent: number, [from, to]: Interval, all: Float64Array): PlainChart {
  const shown = worthShowing(valuesAt(slope, { x: all }));
  const visited = places([from, to], 361);
  return {
    kind: 'chart',
    title: 'The derivative, painted by the tangent',
    description: `The slope of the tangent at each place that was visited, from x = ${said(from)} to ${said(to)}; at x = ${said(x)} it is ${said(tangent)}.`,
    x: { label: 'x', domain: span },
    y: { label: 'slope', domain: shown },
    marks: [
      { kind: 'line', name: 'slope of f: f′(x)', colour: 1, x: visited, y: within(valuesAt(slope, { x: visited }), shown) },
      { kind: 'line', colour: 1, dashed: true, x: [x, x], y: [0, tangent] },
    ],
  };
}

answer(answers);
