import type { Rational } from '@chainrule/core';
import type { Term } from '../simplify/term.js';

/**
 * e^scale · Σ coefficient·h^power + O(h^error) for a small positive h. The coefficients are free of h but may hold ln(h), written
 * as the symbol `logarithm`, and symbols for functions that oscillate; the scale is 0 or grows beyond all bounds.
 */
export interface Expansion {
  readonly scale: Term;
  readonly terms: readonly { readonly power: Rational; readonly coefficient: Term }[];
  readonly error: Rational | undefined;
}

/** The powers with their coefficients. */
export const pairs = (u: Expansion): (readonly [Rational, Term])[] =>
  u.terms.map(({ power, coefficient }) => [power, coefficient] as const);

/** Whether an order is below another, where `undefined` is beyond all. */
export const less = (a: Rational, b: Rational | undefined): boolean => b === undefined || a.compare(b) < 0;

/** The lower of two orders. */
export const least = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined ? b : b === undefined || a.compare(b) < 0 ? a : b;
