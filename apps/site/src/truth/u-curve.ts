import type { Expr } from '@chainrule/core';
import { central, Complex, derivative, richardson, stepSweep, type StepSweep } from '@chainrule/numeric';
import type { PlainChart } from '@chainrule/viz';
import { valueAt } from '../engine/formula.js';
import { said } from '../engine/said.js';
import { complexFunction } from './complex-function.js';

/** The errors of derivatives of a formula at a point, over the step. */
export interface Errors {
  readonly sweep: StepSweep;
  /** By the names of the methods. Errors below the rounding of f′(x) itself cannot be told, and are given as `floor`. */
  readonly lines: readonly { readonly name: string; readonly errors: readonly number[] }[];
  readonly floor: number;
  /** A function of the formula that the complex step cannot go through. */
  readonly notComplex: string | undefined;
}

const fourth = central({ order: 4 });

export function errorsOf(expr: Expr, x: number, exact: number): Errors {
  const f = (at: number): number => valueAt(expr, { x: at });
  const sweep = stepSweep(f, x, { exact, perDecade: 8, methods: [fourth] });
  const onComplex = complexFunction(expr);
  const floor = (Number.EPSILON / 2) * (Math.abs(exact) || Math.abs(f(x)) || 1);
  const line = (name: string, error: (row: StepSweep[number]) => number): Errors['lines'][number] => ({
    name,
    errors: sweep.map((row) => Math.max(error(row), floor)),
  });
  const extrapolated = (h: number): number => derivative(f, x, { method: richardson(central(), { step: h }) }).value;
  return {
    sweep,
    floor,
    notComplex: typeof onComplex === 'string' ? onComplex : undefined,
    lines: [
      line('forward', (row) => row.forward),
      line('central', (row) => row.central),
      line('central, 4th order', (row) => row.others![fourth.name]!),
      line('Richardson from h', ({ h }) => Math.abs(extrapolated(h) - exact)),
      ...(typeof onComplex === 'string'
        ? []
        : [line('complex step', ({ h }) => Math.abs(onComplex(new Complex(x, h)).imaginary / h - exact))]),
    ],
  };
}

/** Error over step, both logarithmic. */
export function uCurve({ sweep, lines }: Errors, of: string): PlainChart {
  const { forward, central: middle } = sweep.measured;
  return {
    kind: 'chart',
    title: `Error of differences of ${of}`,
    description: `From right to left steps shrink: first the error falls, as less of the curve is cut off, then it rises, as fewer digits are left. Forward differences are best near h = ${said(forward.h, 1)}, with an error of ${said(forward.error, 1)}; central ones near ${said(middle.h, 1)}, with ${said(middle.error, 1)}.`,
    x: { label: 'step h', scale: 'log', domain: [1e-16, 1] },
    y: { label: 'error', scale: 'log' },
    marks: lines.map(({ name, errors }) => ({ kind: 'line', name, x: sweep.map(({ h }) => h), y: errors })),
  };
}
