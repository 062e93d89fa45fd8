import { ChainruleError, evaluate, variablesOf, type Expr } from '@chainrule/core';
import { fornbergWeights } from '@chainrule/numeric';
import { derivative, parse, toMathML, toText } from '@chainrule/symbolic';
import type { Chart } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { picture, type Canvas, type Picture } from '../engine/picture.js';
import { places, valuesAt, within, worthShowing, type Interval } from '../engine/sample.js';

export interface SlopeRequest extends Canvas {
  readonly f: string;
  readonly x: number;
  readonly h: number;
  /** Where the derivative has been painted. */
  readonly painted: Interval;
}

export interface SlopeAnswer {
  readonly derivative: string;
  readonly curve: Picture;
  readonly slopes: Picture;
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
  view({ f, x, h, painted, ...canvas }: SlopeRequest): SlopeAnswer {
    const expr = ofX(f);
    const slope = derivative(expr, 'x');
    const at = (place: number): number => evaluate(expr, { x: place });
    const secantOver = (step: number): number => {
      const weights = fornbergWeights([0, step], 1);
      return weights[0]! * at(x) + weights[1]! * at(x + step);
    };
    const tangent = evaluate(slope, { x });
    const secant = secantOver(h);
    const places481 = places(span, 481);
    return {
      derivative: toMathML(slope),
      curve: picture(curve(expr, { x, h, tangent, secant, y: at(x) }, places481), canvas, 'curve'),
      slopes: picture(slopes(slope, x, tangent, painted, places481), { ...canvas, height: Math.round(canvas.height * 0.72) }, 'slopes'),
      values: [at(x), at(x + h)],
      tangent,
      secant,
      approach: closer.map((step) => ({ h: step, secant: secantOver(step), off: Math.abs(secantOver(step) - tangent) })),
    };
  },
};

/** A formula in x and nothing else. */
function ofX(text: string): Expr {
  const expr = parse(text);
  const other = variablesOf(expr).find((name) => name !== 'x');
  if (other === undefined) return expr;
  throw new ChainruleError('unknown-name', `this lab draws functions of x; "${other}" is another variable`, {
    operation: 'slope',
    hint: 'give it a number, or go to the lab of partial derivatives',
  });
}

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

function curve(expr: Expr, lines: Lines, x: Float64Array): Chart {
  const y = valuesAt(expr, 'x', x);
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

function slopes(slope: Expr, x: number, tangent: number, [from, to]: Interval, all: Float64Array): Chart {
  const shown = worthShowing(valuesAt(slope, 'x', all));
  const visited = places([from, to], 361);
  return {
    kind: 'chart',
    title: 'The derivative, painted by the tangent',
    description: `The slope of the tangent at each place that was visited, from x = ${said(from)} to ${said(to)}; at x = ${said(x)} it is ${said(tangent)}.`,
    x: { label: 'x', domain: span },
    y: { label: 'slope', domain: shown },
    marks: [
      { kind: 'line', name: 'slope of f: f′(x)', colour: 1, x: visited, y: within(valuesAt(slope, 'x', visited), shown) },
      { kind: 'line', colour: 1, dashed: true, x: [x, x], y: [0, tangent] },
    ],
  };
}

const said = (x: number): string => String(Number(x.toPrecision(4))).replace('-', '−');

answer(answers);
