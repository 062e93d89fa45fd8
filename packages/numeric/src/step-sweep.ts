import { ChainruleError } from '@chainrule/core';
import { derivative } from './derivative.js';
import type { RealFunction, Settings } from './estimate.js';
import { epsilon } from './noise.js';
import { sample } from './samples.js';
import type { SteppedMethod } from './stencil.js';

const settings: Settings = { order: 1, domain: [-Infinity, Infinity], noise: undefined, tolerance: 0 };

/** The absolute errors of the two simplest formulas at one step. */
export interface StepSweepRow {
  readonly h: number;
  /** |(f(x + h) − f(x)) / h − f′(x)| */
  readonly forward: number;
  /** |(f(x + h) − f(x − h)) / 2h − f′(x)| */
  readonly central: number;
  /** The absolute errors of the methods that were asked for, by their names. */
  readonly others?: Readonly<Record<string, number>>;
}

/** A step and the error it leads to. */
export interface BestStep {
  readonly h: number;
  readonly error: number;
}

/** The U-curve: a row for each step, and where its two valleys lie: by theory, and as measured. */
export interface StepSweep extends ReadonlyArray<StepSweepRow> {
  readonly exact: number;
  /** Where truncation and round-off balance: h = 2√(ε|f/f″|) and ∛(3ε|f/f‴|), with ε the unit round-off 2⁻⁵³. */
  readonly theory: { readonly forward: BestStep; readonly central: BestStep };
  readonly measured: { readonly forward: BestStep; readonly central: BestStep };
}

/** Options of `stepSweep`. */
export interface StepSweepOptions {
  /** f′(x), measured with `derivative` where it is not given. */
  readonly exact?: number;
  /** The largest step; 1 by default. */
  readonly from?: number;
  /** The smallest step; 1e-16 by default. */
  readonly to?: number;
  /** Steps for each factor of ten; 10 by default. */
  readonly perDecade?: number;
  /** More methods to sweep: `central({ order: 4 })`, `stencil(…)` … */
  readonly methods?: readonly SteppedMethod[];
}

/**
 * The error of forward and central differences of f at x over many steps: too large a step cuts the function off (the error falls
 * with h and h²), too small a one leaves only rounding (it grows with 1/h), the best lies between.
 *
 * Throws `argument` for a range of steps that is none.
 *
 * Source: W. Press et al., Numerical Recipes, 3rd edition (2007), section 5.7.
 *
 * @example
 * ```ts
 * import { stepSweep } from '@chainrule/numeric';
 * const sweep = stepSweep((x) => x ** 3, 2, { exact: 12 });
 * sweep[0]; // → { h: 1, forward: 7, central: 1 }
 * sweep.theory.forward.h.toExponential(1); // → '1.7e-8'
 * ```
 */
export function stepSweep(f: RealFunction, x: number, options: StepSweepOptions = {}): StepSweep {
  const { from = 1, to = 1e-16, perDecade = 10, methods = [] } = options;
  if (!(from >= to && to > 0 && from < Infinity && perDecade > 0)) {
    throw new ChainruleError('argument', `steps cannot go from ${from} to ${to} with ${perDecade} for each factor of ten`, {
      operation: 'stepSweep',
    });
  }
  const exact = options.exact ?? derivative(f, x).value;
  const samples = sample(f, [-Infinity, Infinity]);
  const at = samples.at;
  const fx = at(x);
  const count = Math.floor(Math.log10(from / to) * perDecade + 1e-9) + 1;
  const rows = Array.from({ length: count }, (_, k): StepSweepRow => {
    const h = from * 10 ** (-k / perDecade);
    const [after, before] = [at(x + h), at(x - h)];
    const row = { h, forward: Math.abs((after - fx) / h - exact), central: Math.abs((after - before) / (2 * h) - exact) };
    if (methods.length === 0) return row;
    const others = methods.map((method) => [method.name, Math.abs(method.at(samples, x, h, settings).value - exact)] as const);
    return { ...row, others: Object.fromEntries(others) };
  });
  const lowest = (key: 'forward' | 'central'): BestStep => {
    const row = rows.reduce((best, here) => (here[key] < best[key] || Number.isNaN(best[key]) ? here : best));
    return { h: row.h, error: row[key] };
  };
  const noise = (epsilon / 2) * Math.abs(fx);
  const [second, third] = [2, 3].map((order) => Math.abs(derivative(f, x, { order }).value)) as [number, number];
  const cube = Math.cbrt((3 * noise) / third);
  return Object.assign(rows, {
    exact,
    theory: {
      forward: { h: 2 * Math.sqrt(noise / second), error: 2 * Math.sqrt(noise * second) },
      central: { h: cube, error: noise / cube + (third * cube ** 2) / 6 },
    },
    measured: { forward: lowest('forward'), central: lowest('central') },
  });
}
