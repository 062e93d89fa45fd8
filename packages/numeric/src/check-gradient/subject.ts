import type { DerivativeOptions } from '../derivative.js';
import { derivative } from '../derivative.js';
import type { Estimate, RealFunction } from '../estimate.js';
import { guessCause } from './cause.js';
import { indexOf, type Parameter } from './parameters.js';
import type { GradientRow } from './report.js';
import { judge, type Tolerance, type Verdict } from './verdict.js';

/** A function under examination: as one of a long vector, with its gradient there. */
export interface Subject {
  readonly parameters: readonly Parameter[];
  readonly x: Float64Array;
  readonly fx: number;
  readonly gradient: Float64Array;
  /** f of parameters in a row; counted. */
  readonly f: (x: Float64Array) => number;
  readonly calls: () => number;
  readonly settings: Pick<DerivativeOptions, 'method' | 'noise' | 'domain'>;
  readonly tolerance: number | undefined;
  readonly batchSize: number | undefined;
}

/** Single precision keeps seven digits of a value, fewer of a gradient summed from many. */
const defaultTolerance = { double: 1e-6, single: 1e-4 };

/** What rounding may do to an entry: relative to itself, and absolutely from the size of f and of the other entries. */
export function toleranceFor({ tolerance, gradient, fx }: Subject, { start, size, single }: Parameter): Tolerance {
  const relative = tolerance ?? (single ? defaultTolerance.single : defaultTolerance.double);
  let largest = 0;
  for (let i = start; i < start + size; i++) if (Number.isFinite(gradient[i])) largest = Math.max(largest, Math.abs(gradient[i]!));
  const precision = single ? 2 ** -23 : 2 ** -52;
  return { relative, absolute: 4 * precision * Math.max(largest, single ? Math.abs(fx) : 0) };
}

/** An entry of the gradient beside its measurement. */
export interface Finding {
  readonly verdict: Verdict;
  readonly at: number;
  readonly analytic: number;
  readonly estimate: Estimate;
}

/** Measures ∂f/∂x at one place and compares. */
export function examine(subject: Subject, parameter: Parameter, at: number): Finding {
  const { x, fx, f, gradient, settings } = subject;
  const point = x.slice();
  const here = x[at]!;
  const line: RealFunction = (t) => {
    if (t === here) return fx;
    point[at] = t;
    return f(point);
  };
  const estimate = derivative(line, here, settings);
  const analytic = gradient[at]!;
  return { verdict: judge(analytic, estimate, toleranceFor(subject, parameter)), at, analytic, estimate };
}

/** How far apart two derivatives are, for their size. */
export function relativeError(analytic: number, numeric: number): number {
  const size = Math.max(Math.abs(analytic), Math.abs(numeric));
  return size === 0 ? 0 : Math.abs(analytic - numeric) / size;
}

/** The row of a parameter whose worst entry is this. */
export function rowOf(subject: Subject, parameter: Parameter, finding: Finding, evaluations: number): GradientRow {
  const { verdict, analytic, estimate, at } = finding;
  const cause = verdict === 'wrong' ? guessCause(analytic, estimate.value, estimate.errorBound, subject.batchSize) : undefined;
  return {
    name: parameter.name,
    verdict,
    size: parameter.size,
    index: indexOf(parameter, at),
    analytic,
    numeric: estimate.value,
    errorBound: estimate.errorBound,
    absoluteError: Math.abs(analytic - estimate.value),
    relativeError: relativeError(analytic, estimate.value),
    step: estimate.step,
    noise: estimate.noise ?? NaN,
    evaluations,
    ...(estimate.left !== undefined && estimate.right !== undefined ? { left: estimate.left, right: estimate.right } : {}),
    ...(cause === undefined ? {} : { cause }),
  };
}
