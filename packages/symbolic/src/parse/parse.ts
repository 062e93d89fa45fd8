import type { Elementwise, Expr } from '@chainrule/core';
import { read } from './grammar.js';
import { names } from './names.js';
import { checkText, refusal } from './token.js';
import { tokens } from './tokens.js';

/** What else `parse` understands. */
export interface ParseOptions {
  /** Functions beyond the table's, understood by their names. */
  readonly functions?: readonly Elementwise[];
}

/**
 * Reads an expression: `3x^2 + 2x*y`, `sin(x)^2`, `x > 0 ? x : 0`, `max(0, x)`, `piecewise(x < 0, -x, x)`.
 *
 * Numbers are exact (`0.1` is one tenth). A product may go without its sign (`2x`, `3(x + 1)`, `x y`) and binds like one with it;
 * `^` groups from the right, and `-x^2` is −(x²). Nothing is evaluated or rewritten.
 * Throws `parse`, `unknown-name` or `argument` with the place in the text, and `limit` for texts and numbers that are too long.
 *
 * @example
 * ```ts
 * import { parse, toText } from '@chainrule/symbolic';
 * toText(parse('24*x*(3*x**2 + 5)^3')); // → '24x(3x^2 + 5)^3'
 * ```
 */
export function parse(text: string, options: ParseOptions = {}): Expr {
  const refuse = refusal(checkText(text, 'parse'), 'parse');
  return read(tokens(text, refuse), names(options.functions), refuse);
}
