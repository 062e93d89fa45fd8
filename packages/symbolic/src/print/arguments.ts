import { Expr, hypot, logaddexp, max, min, sameFormula, where, type Elementwise } from '@chainrule/core';

/** The number of trailing arguments that are the function's defaults: elu(x, 1) is written elu(x). */
export function omitted({ defaults }: Elementwise, args: readonly Expr[]): number {
  let count = 0;
  while (count < defaults.length && sameFormula(args[args.length - 1 - count]!, Expr.number(defaults[defaults.length - 1 - count]!)))
    count++;
  return count;
}

/** The argument whose own arguments may be listed with the others: max(max(a, b), c) is max(a, b, c), and cases in the last case are further cases. */
export function merged(fn: Elementwise): number {
  return fn === where ? 2 : fn === max || fn === min || fn === hypot || fn === logaddexp ? 0 : -1;
}

/** Arguments side by side. Texts are joined without being copied: a deep formula would be copied at every level. */
export const listed = (items: readonly string[], separator = ', '): string => items.reduce((all, item) => all + separator + item);
