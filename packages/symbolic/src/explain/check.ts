import { evaluate, variablesOf, type Expr } from '@chainrule/core';
import { measured } from '../algebra/measured.js';
import { samples } from '../algebra/samples.js';

/** A derivative compared with difference quotients of the function at some point. */
export interface Check {
  /** Where; absent when no point was found at which both have a value. */
  readonly point?: Readonly<Record<string, number>>;
  /** The slope by differences of function values. */
  readonly slope?: number;
  /** The value of the derivative's formula. */
  readonly value?: number;
  /** Whether both agree to what differences can tell, or `undefined` without a point. */
  readonly ok?: boolean;
}

/** Compares ∂before/∂variable, by central differences extrapolated, with the values of `after`. */
export function checkSlope(before: Expr, after: Expr, variable: string): Check {
  return firstDecided([...new Set([...variablesOf(before), ...variablesOf(after), variable])].sort(), (point) => ({
    slope: slope(before, point, variable),
    value: evaluate(after, point),
  }));
}

/** Compares two formulas that should be equal. */
export function checkEqual(before: Expr, after: Expr): Check {
  return firstDecided([...new Set([...variablesOf(before), ...variablesOf(after)])].sort(), (point) => ({
    slope: evaluate(before, point),
    value: evaluate(after, point),
  }));
}

function firstDecided(names: readonly string[], at: (point: Record<string, number>) => { slope: number; value: number }): Check {
  for (const point of samples(names, 24)) {
    const { slope, value } = at(point);
    if (Number.isFinite(slope) && Number.isFinite(value))
      return { point, slope, value, ok: Math.abs(slope - value) <= 1e-5 * Math.max(1e-3, Math.abs(slope), Math.abs(value)) };
  }
  return {};
}

/** The slope by two central differences with Richardson's extrapolation; not-a-number where rounding or a jump leaves no digits. */
function slope(expr: Expr, point: Readonly<Record<string, number>>, variable: string): number {
  const x = point[variable]!;
  const at = (shift: number): number => evaluate(expr, { ...point, [variable]: x + shift });
  const h = 1e-3 * Math.max(Math.abs(x), 0.01);
  const difference = (step: number): number => (at(step) - at(-step)) / (2 * step);
  const [coarse, fine, finest] = [difference(h), difference(h / 2), difference(h / 4)];
  const [first, second] = [(4 * fine - coarse) / 3, (4 * finest - fine) / 3];
  const noise = measured(expr, point).error / h;
  const scale = Math.max(1e-3, Math.abs(second));
  return Math.abs(first - second) < 1e-6 * scale && noise < 1e-6 * scale ? second : NaN;
}
