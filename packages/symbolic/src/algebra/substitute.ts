import { evaluate as valueOf, Expr, substitute as replace } from '@chainrule/core';
import { read } from '../differentiate/read.js';

/**
 * The formula with variables replaced by formulas, texts or numbers, all at once; nothing is simplified.
 *
 * @example
 * ```ts
 * import { substitute, toText } from '@chainrule/symbolic';
 * toText(substitute('x^2 + y', { x: 'a + 1', y: 3 })); // → '(a + 1)^2 + 3'
 * ```
 */
export function substitute(expr: Expr | string, replacements: Readonly<Record<string, Expr | number | string>>): Expr {
  const formulas = Object.entries(replacements).map(
    ([name, value]) => [name, typeof value === 'number' ? Expr.number(value) : read(value)] as const,
  );
  return replace(read(expr), Object.fromEntries(formulas));
}

/**
 * The value of a formula at a point, in double precision. Throws `unknown-name` for a variable without a value.
 *
 * @example
 * ```ts
 * import { evaluate } from '@chainrule/symbolic';
 * evaluate('x^2 + 1', { x: 1.5 }); // → 3.25
 * ```
 */
export function evaluate(expr: Expr | string, values: Readonly<Record<string, number>> = {}): number {
  return valueOf(read(expr), values);
}
