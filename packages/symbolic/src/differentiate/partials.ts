import { ChainruleError, Expr, eq, fold, formulas, ge, gt, le, lt, Rational, where, type Elementwise, type Rules } from '@chainrule/core';

/**
 * The slope at a kink, such as that of |x| at 0: the table's (0 for abs and relu, ½ at a tie of max and min), the slope on the left
 * or right of the kink in the function's own argument, the mean of both, or not-a-number.
 */
export type Kinks = 'default' | 'left' | 'right' | 'mid' | 'undefined';

/** The rules of a function with the slope at its kinks as asked. */
export function partials(fn: Elementwise, kinks: Kinks): Rules {
  if (kinks === 'default' || fn === where || fn.isCondition) return fn.partials;
  return fn.partials.map((rule) => {
    if (rule === null) return null;
    const [left, right] = [oneSided(fn, rule, 'left'), oneSided(fn, rule, 'right')];
    if (left === rule && right === rule) return rule;
    if (kinks === 'left' || kinks === 'right') return kinks === 'left' ? left : right;
    return kinks === 'mid' ? left.plus(right).over(2) : where.of(eq.of(left, right), left, NaN);
  });
}

/** The rule's value as the function's first argument comes to the kink from one side. */
function oneSided(fn: Elementwise, rule: Expr, side: 'left' | 'right'): Expr {
  const x = Expr.variable(fn.parameters[0]!);
  if (fn.kinks.length > 0) return fn.kinks.reduce((rest, kink) => where.of(eq.of(x, kink.at), exact(kink[side]), rest), rule);
  return fold(rule, {
    ...formulas,
    apply: (inner, args, node) => {
      // A little to the left of a = b, a < b holds and a = b does not.
      const [a, b] = args as [Expr, Expr];
      if (inner === eq) return Expr.number(0);
      if (inner !== lt && inner !== le && inner !== gt && inner !== ge) return formulas.apply(inner, args, node);
      const first = mentions(a, x.name) ? side : side === 'left' ? 'right' : 'left';
      const less = inner === lt || inner === le;
      return less ? (first === 'left' ? le.of(a, b) : lt.of(a, b)) : first === 'left' ? gt.of(a, b) : ge.of(a, b);
    },
  });
}

const mentions = (expr: Expr, name: string): boolean => expr.name === name || expr.args.some((arg) => mentions(arg, name));

function exact(slope: number): Expr {
  for (let d = 1; d <= 12; d++)
    if (Math.abs(slope * d - Math.round(slope * d)) < 1e-15) return Expr.number(Rational.of(Math.round(slope * d), d));
  return Expr.number(slope);
}

/** Refuses an argument by which the table knows no derivative: an order, a count. */
export function mustBeConstant(fn: Elementwise, position: number): never {
  const parameter = fn.parameters[position];
  throw new ChainruleError('not-differentiable', `no derivative of ${fn.name} by its argument "${parameter}" is known`, {
    operation: 'derivative',
    hint: `keep "${parameter}" free of the variable`,
  });
}
