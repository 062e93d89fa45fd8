import { fold, instantiate, numbers, type Expr } from '@chainrule/core';

/** A value and a bound, to first order, on its rounding error. */
export interface Measured {
  readonly value: number;
  readonly error: number;
}

/** What one operation may be off by, relative to its result; functions are allowed a few units in the last place. */
const rounding = 1e-15;

/** A formula's value with a running error bound: each operation adds its own rounding to what its arguments' errors become through its slopes. */
export function measured(expr: Expr, point: Readonly<Record<string, number>>): Measured {
  const meaning = numbers(point);
  return fold<Measured>(expr, {
    number: (value) => ({ value: Number(value), error: Number.isInteger(Number(value)) ? 0 : 2e-16 * Math.abs(Number(value)) }),
    variable: (name, node) => ({ value: meaning.variable(name, node), error: 0 }),
    apply: (fn, args) => {
      const values = args.map((arg) => arg.value);
      const value = fn.value(...values);
      let error = rounding * Math.abs(value);
      args.forEach((arg, i) => {
        if (arg.error === 0) return;
        const rule = fn.partials[i];
        const slope = rule ? instantiate(rule, fn, meaning, values, value) : 0;
        // Near a jump an error in the argument may change the value wholly.
        error += Number.isFinite(slope) ? Math.abs(slope) * arg.error : Infinity;
        if (fn.jumps || fn.isCondition)
          error +=
            Math.abs(fn.value(...shifted(values, i, arg.error)) - value) + Math.abs(fn.value(...shifted(values, i, -arg.error)) - value);
      });
      return { value, error };
    },
  });
}

const shifted = (values: readonly number[], at: number, by: number): number[] => values.map((value, i) => (i === at ? value + by : value));
