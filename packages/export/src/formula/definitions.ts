import {
  abs,
  cbrt,
  clip,
  eq,
  Expr,
  max,
  min,
  pow,
  sign,
  sin,
  sinc,
  softshrink,
  softsign,
  tanh,
  tanhshrink,
  where,
  type Elementwise,
} from '@chainrule/core';

const define = (fn: Elementwise, f: (...args: Expr[]) => Expr): readonly [Elementwise, Expr] => [
  fn,
  f(...fn.parameters.map((name) => Expr.variable(name))),
];

/**
 * Functions that have a value of their own in the table, written with others for engines that lack them: to the last digits but one, and
 * of a cube root or a shrunk tangent of a tiny number with an absolute error of that size.
 */
const definitions = (): ReadonlyMap<Elementwise, Expr> =>
  new Map([
    define(clip, (x, lower, upper) => min.of(max.of(x, lower), upper)),
    define(cbrt, (x) => sign.of(x).times(pow.of(abs.of(x), 1 / 3))),
    define(sinc, (x) => where.of(eq.of(x, 0), 1, sin.of(x).over(where.of(eq.of(x, 0), 1, x)))),
    define(softshrink, (x, threshold) => x.minus(clip.of(x, threshold.negated(), threshold))),
    define(softsign, (x) => x.over(abs.of(x).plus(1))),
    define(tanhshrink, (x) => x.minus(tanh.of(x))),
  ]);

/** A function by others: its definition in the table, or one made for engines. */
export const definitionOf = (fn: Elementwise): Expr | undefined => fn.definition ?? definitions().get(fn);
