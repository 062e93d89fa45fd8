import {
  ChainruleError,
  eq,
  Expr,
  fold,
  formulas,
  ge,
  gt,
  instantiate,
  le,
  lt,
  Pool,
  pow,
  postOrder,
  Rational,
  sameFormula,
  variablesOf,
  where,
  type Elementwise,
  type Meaning,
  type Rules,
} from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import type { Term } from '../simplify/term.js';

/**
 * The slope at a kink, such as that of |x| at 0: the table's (0 for abs and relu, ½ at a tie of max and min), the slope on the left
 * or right of the kink in the function's own argument, the mean of both, or not-a-number.
 */
export type Kinks = 'default' | 'left' | 'right' | 'mid' | 'undefined';

/** The rules of a function with the slope at its kinks as asked. */
function partials(fn: Elementwise, kinks: Kinks): Rules {
  if (kinks === 'default' || fn === where || fn.isCondition) return fn.partials;
  return fn.partials.map(
    (rule) =>
      rule &&
      boundaries(fn, rule).reduce((rest, { tie, left, right }) => {
        if (sameFormula(left, right)) return rest;
        const slope = kinks === 'left' ? left : kinks === 'right' ? right : kinks === 'mid' ? left.plus(right).over(2) : NaN;
        return where.of(tie, slope, rest);
      }, rule),
  );
}

interface Boundary {
  readonly tie: Expr;
  readonly left: Expr;
  readonly right: Expr;
}

/** Where a rule changes from one formula to another, and what it is on both sides as the function's first argument grows. */
function boundaries(fn: Elementwise, rule: Expr): Boundary[] {
  const x = Expr.variable(fn.parameters[0]!);
  if (fn.kinks.length > 0) return fn.kinks.map(({ at, left, right }) => ({ tie: eq.of(x, at), left: exact(left), right: exact(right) }));
  const comparisons = postOrder(new Pool().intern(rule)).filter(
    (node) => node.fn === lt || node.fn === le || node.fn === gt || node.fn === ge,
  );
  return comparisons.map(({ args: [a, b] }) => {
    const side = (growing: boolean): Expr =>
      fold(rule, {
        ...formulas,
        apply: (inner, args, node) => {
          const same = node.args.length === 2 && node.args.every((arg) => sameFormula(arg, a!) || sameFormula(arg, b!));
          if (!inner.isCondition || !same) return formulas.apply(inner, args, node);
          const greater = variablesOf(node.args[0]!).includes(x.name) === growing;
          return Expr.number(inner.value(greater ? 1 : 0, greater ? 0 : 1));
        },
      });
    return { tie: eq.of(a!, b!), left: side(false), right: side(true) };
  });
}

function exact(slope: number): Expr {
  for (let d = 1; d <= 12; d++)
    if (Math.abs(slope * d - Math.round(slope * d)) < 1e-15) return Expr.number(Rational.of(Math.round(slope * d), d));
  return Expr.number(slope);
}

/** The derivative of a node's function by its i-th argument, of terms. */
export function partialOf(
  algebra: Algebra,
  meaning: Meaning<Term>,
  { fn, args: { length } }: Expr,
  i: number,
  args: readonly Term[],
  result: Term,
  kinks: Kinks,
): Term {
  // Where 0ᵘ has a derivative it is constant; the rule's ln 0 has no value.
  if (fn === pow && i === length - 1 && args[0] === algebra.zero) return algebra.zero;
  return instantiate(partials(fn!, kinks)[i] ?? mustBeConstant(fn!, i), fn!, meaning, args, result);
}

/** Refuses an argument by which the table knows no derivative: an order, a count. */
function mustBeConstant(fn: Elementwise, position: number): never {
  const parameter = fn.parameters[position];
  throw new ChainruleError('not-differentiable', `no derivative of ${fn.name} by its argument "${parameter}" is known`, {
    operation: 'derivative',
    hint: `keep "${parameter}" free of the variable`,
  });
}
