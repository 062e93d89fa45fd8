import { ChainruleError, type Objective } from '@chainrule/core';
import { checked } from '../checked.js';
import type { Domain, Method } from '../estimate.js';
import { checkFast } from './fast.js';
import { checkFully } from './full.js';
import { type LeafAdapter, parameterSpace } from './parameters.js';
import { type GradientReport, report } from './report.js';
import { checkSecondOrder } from './second-order.js';
import type { Subject } from './subject.js';
import { worst } from './verdict.js';

/** Options of `checkGradient`; all may be left out. */
export interface CheckGradientOptions {
  /** Relative error that passes: 1e-6, or 1e-4 for parameters in single precision. Measurement error is allowed for on top. */
  readonly tolerance?: number;
  /** `full` looks at every entry, `fast` at all together; by default full up to 64 entries. */
  readonly mode?: 'full' | 'fast';
  /** 2 to check `hessianProduct` against the gradient instead. */
  readonly order?: 1 | 2;
  /** Number of examples the loss averages over: helps to guess the cause. */
  readonly batchSize?: number;
  /** Where every parameter may be evaluated, in full mode. */
  readonly domain?: Domain;
  readonly method?: Method;
  /** Standard deviation of the noise of f where it is known. */
  readonly noise?: number;
  /** For parameters held in objects of your own. */
  readonly leaves?: LeafAdapter;
}

const mostInFull = 64;

/**
 * Compares a gradient with derivatives measured from values of the function, parameter by parameter.
 *
 * An entry is `wrong` only when it differs by more than the error of the measurement and the tolerance together, so noise, large or small scales and
 * single precision raise no alarm; at a kink every slope between the two sides passes. Parameters are numbers, arrays of numbers, `Float64Array`s,
 * `Float32Array`s, objects with `shape`, `dtype` and `data`, or trees of these; the gradient has the same structure, or is a function that returns it.
 *
 * Throws a `ChainruleError` when the gradient does not fit the parameters (naming which), and when f throws or returns no number.
 *
 * @example
 * ```ts
 * import { checkGradient } from '@chainrule/numeric';
 * const loss = ({ w, b }: { w: number[]; b: number }) => (w[0]! * 3 + w[1]! * 5 + b - 1) ** 2;
 * const wrong = ({ w, b }: { w: number[]; b: number }) => {
 *   const error = w[0]! * 3 + w[1]! * 5 + b - 1;
 *   return { w: [6 * error, 5 * error], b: 2 * error };
 * };
 * const report = checkGradient(loss, wrong, { w: [1, 2], b: 0.5 });
 * report.verdict; // → 'wrong'
 * report.rows.map((row) => `${row.name} ${row.verdict}`); // → ['w wrong', 'b ok']
 * report.rows[0]?.cause; // → 'half of what it should be: a factor 2 is missing, as from a square'
 * ```
 */
export function checkGradient<P>(f: (p: P) => number, gradient: ((p: P) => P) | P, x: P, options?: CheckGradientOptions): GradientReport;
export function checkGradient<P>(objective: Objective<P>, x: P, options?: CheckGradientOptions): GradientReport;
export function checkGradient(first: unknown, second: unknown, third?: unknown, fourth?: unknown): GradientReport {
  if (typeof first === 'function') {
    const gradient = typeof second === 'function' ? (second as (p: unknown) => unknown) : (): unknown => second;
    return check({ value: first as (p: unknown) => number, gradient }, third, fourth ?? {});
  }
  if (typeof first === 'object' && first !== null && 'value' in first) {
    return check(first as Objective<unknown>, second, third ?? {});
  }
  throw new ChainruleError('argument', 'expected a function and its gradient, or an objective { value, gradient }', {
    operation: 'checkGradient',
  });
}

function check(objective: Objective<unknown>, tree: unknown, options: CheckGradientOptions): GradientReport {
  const { method, noise, domain, tolerance, batchSize, order = 1 } = options;
  const missing = (what: string): never => {
    throw new ChainruleError('argument', `the objective has no ${what} to check`, { operation: 'checkGradient' });
  };
  const space = parameterSpace(tree, options.leaves);
  const { x, parameters } = space;
  const value = checked((p: unknown) => objective.value(p), 'checkGradient');
  let calls = 0;
  const f = (at: Float64Array): number => {
    calls++;
    return value(space.build(at));
  };
  const gradientAt = (at: Float64Array): Float64Array =>
    space.read(objective.gradient ? objective.gradient(space.build(at)) : missing('gradient'));

  const fx = f(x);
  const analytic = gradientAt(x);
  const subject: Subject = {
    parameters,
    x,
    fx,
    gradient: analytic,
    f,
    calls: () => calls,
    settings: { ...(method ? { method } : {}), ...(noise === undefined ? {} : { noise }), ...(domain ? { domain } : {}) },
    tolerance,
    batchSize,
  };
  const unsteady = unsteadiness(fx, f(x), analytic, gradientAt(x));
  if (unsteady !== undefined) return unsteadyReport(subject, unsteady);

  if (order === 2) {
    const direction = x.map((_, i) => (i % 2 === 0 ? 1 : -0.75));
    const product = objective.hessianProduct ? objective.hessianProduct(space.build(x), space.build(direction)) : missing('hessianProduct');
    const rows = checkSecondOrder(subject, gradientAt, direction, space.read(product));
    return report({ verdict: worst(rows.map((row) => row.verdict)), rows, evaluations: calls, mode: 'second order', notes: [] });
  }
  const mode = options.mode ?? (x.length > mostInFull ? 'fast' : 'full');
  const rows = mode === 'fast' ? checkFast(subject) : checkFully(subject);
  return report({ verdict: worst(rows.map((row) => row.verdict)), rows, evaluations: calls, mode, notes: [] });
}

/** What gave two different answers for the same parameters, if anything did. */
function unsteadiness(f1: number, f2: number, g1: Float64Array, g2: Float64Array): string | undefined {
  if (!Object.is(f1, f2)) return `f returned ${f1} and then ${f2} for the same parameters`;
  const at = g1.findIndex((value, i) => !Object.is(value, g2[i]));
  return at < 0 ? undefined : `the gradient was ${g1[at]} and then ${g2[at]} at entry ${at} for the same parameters`;
}

function unsteadyReport({ parameters, gradient, calls }: Subject, note: string): GradientReport {
  const rows = parameters.map(({ name, size, start }) => ({
    name,
    verdict: 'non-deterministic' as const,
    size,
    analytic: gradient[start]!,
    numeric: NaN,
    errorBound: NaN,
    absoluteError: NaN,
    relativeError: NaN,
    step: NaN,
    noise: NaN,
    evaluations: 0,
  }));
  const notes = [note, 'fix random keys (dropout, shuffling, sampling) before checking'];
  return report({ verdict: 'non-deterministic', rows, evaluations: calls(), mode: 'full', notes });
}
