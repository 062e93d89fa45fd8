import { div, Expr, fold, formulas, mul, neg, pow, sub, where, type Elementwise } from '@chainrule/core';

/**
 * The formula with every rewriting that keeps IEEE results: numbers computed, cases decided, multiplications by one left out.
 * Nothing is reassociated, and x + 0 stays, because it turns −0 into 0. x² becomes x·x, which is rounded no worse.
 *
 * @example
 * ```ts
 * import { formulaText, inputVariable, withoutNoise } from '@chainrule/program';
 * formulaText(withoutNoise(inputVariable(0).times(1))); // → '#0'
 * ```
 */
export function withoutNoise(expr: Expr): Expr {
  return fold<Expr>(expr, { ...formulas, apply: (fn, args, node) => rewritten(fn, args) ?? formulas.apply(fn, args, node) });
}

function rewritten(fn: Elementwise, args: readonly Expr[]): Expr | undefined {
  const [a, b, c] = args as [Expr, Expr, Expr];
  if (args.length > 0 && args.every(({ kind }) => kind === 'number'))
    return Expr.number(fn.value(...args.map(({ value }) => Number(value))));
  switch (fn) {
    case where:
      return a.kind === 'number' ? decided(a.isNumber(0) ? c : b) : undefined;
    case mul:
      if (a.isNumber(1)) return b;
      if (a.isNumber(-1)) return b.negated();
      if (b.isNumber(-1)) return a.negated();
      return b.isNumber(1) ? a : undefined;
    case div:
      return b.isNumber(1) ? a : undefined;
    case sub:
      return b.isNumber(0) && !Object.is(b.value, -0) ? a : undefined;
    case neg:
      return a.fn === neg ? a.args[0] : undefined;
    case pow:
      return b.isNumber(1) ? a : b.isNumber(2) ? mul.of(a, a) : b.isNumber(-1) ? div.of(1, a) : undefined;
    default:
      return undefined;
  }
}

/** The chosen branch; not when it is a number, which would lose the element type it takes from the other branch, and with it a rounding. */
const decided = (branch: Expr): Expr | undefined => (branch.kind === 'number' ? undefined : branch);
