import { fold, type Expr } from '@chainrule/core';
import { mathJsonName } from './mathjson-names.js';

/** An expression in MathJSON: a number, a number of too many digits for one, a symbol, or a function in front of its arguments. */
export type MathJson = number | string | { readonly num: string } | readonly MathJson[];

/**
 * The formula as MathJSON, node for node. Fractions are `["Rational", 1, 2]`; where the format has no name for a function, it has the table's.
 *
 * @example
 * ```ts
 * import { parse, toMathJson } from '@chainrule/symbolic';
 * toMathJson(parse('x^2/3')); // → ['Divide', ['Power', 'x', 2], 3]
 * ```
 */
export function toMathJson(expr: Expr): MathJson {
  return fold<MathJson>(expr, {
    number: (value) => {
      if (typeof value !== 'number')
        return value.isInteger ? whole(value.numerator) : ['Rational', whole(value.numerator), whole(value.denominator)];
      if (Number.isFinite(value)) return Object.is(value, -0) ? { num: '-0' } : value;
      return Number.isNaN(value) ? 'NaN' : value > 0 ? 'PositiveInfinity' : 'NegativeInfinity';
    },
    variable: (name) => name,
    apply: (fn, args) => (fn.arity === 0 ? mathJsonName(fn) : [mathJsonName(fn), ...args]),
  });
}

const whole = (n: bigint): MathJson => (Number.isSafeInteger(Number(n)) ? Number(n) : { num: String(n) });
