import {
  abs,
  cbrt,
  clip,
  cosh,
  eq,
  erf,
  erfc,
  exp,
  expm1,
  Expr,
  gt,
  hypot,
  log,
  log1p,
  logaddexp,
  max,
  min,
  normcdf,
  pow,
  sign,
  sin,
  sinc,
  sinh,
  softshrink,
  softsign,
  sqrt,
  tanh,
  tanhshrink,
  where,
  type Elementwise,
} from '@chainrule/core';

const define = (fn: Elementwise, f: (...args: Expr[]) => Expr): readonly [Elementwise, Expr] => [
  fn,
  f(...fn.parameters.map((name) => Expr.variable(name))),
];

const one = (): Expr => Expr.number(1);

/**
 * Functions that have a value of their own in the table, written with others for engines that lack them: with an absolute error of
 * some units in the last place of the largest number on the way. The tails of erfc and of the normal distribution have no digits of their own.
 */
const definitions = (): ReadonlyMap<Elementwise, Expr> =>
  new Map([
    define(clip, (x, lower, upper) => min.of(max.of(x, lower), upper)),
    define(cbrt, (x) => sign.of(x).times(pow.of(abs.of(x), 1 / 3))),
    define(cosh, (x) => exp.of(x).plus(exp.of(x.negated())).over(2)),
    define(erfc, (x) => one().minus(erf.of(x))),
    // eˣ − 1 = tanh(x/2)·(eˣ + 1), which keeps the digits of a small x.
    define(expm1, (x) => where.of(gt.of(abs.of(x), 20), exp.of(x).minus(1), tanh.of(x.over(2)).times(exp.of(x).plus(1)))),
    define(hypot, (a, b) => {
      const [large, small] = [max.of(abs.of(a), abs.of(b)), min.of(abs.of(a), abs.of(b))];
      const ratio = small.over(where.of(eq.of(large, 0), 1, large));
      return large.times(sqrt.of(ratio.squared().plus(1)));
    }),
    // The rounding of 1 + x is divided out again (Kahan).
    define(log1p, (x) => {
      const u = x.plus(1);
      const moved = u.minus(1);
      return where.of(
        eq.of(moved, 0),
        x,
        where.of(
          eq.of(u, Infinity),
          u,
          log
            .of(u)
            .times(x)
            .over(where.of(eq.of(moved, 0), 1, moved)),
        ),
      );
    }),
    define(logaddexp, (a, b) => max.of(a, b).plus(log1p.of(exp.of(abs.of(a.minus(b)).negated())))),
    define(normcdf, (x) => erf.of(x.times(Math.SQRT1_2)).plus(1).over(2)),
    define(sinh, (x) => expm1.of(x).minus(expm1.of(x.negated())).over(2)),
    define(sinc, (x) => where.of(eq.of(x, 0), 1, sin.of(x).over(where.of(eq.of(x, 0), 1, x)))),
    define(softshrink, (x, threshold) => x.minus(clip.of(x, threshold.negated(), threshold))),
    define(softsign, (x) => x.over(abs.of(x).plus(1))),
    define(tanhshrink, (x) => x.minus(tanh.of(x))),
  ]);

/** A function by others: its definition in the table, or one made for engines. */
export const definitionOf = (fn: Elementwise): Expr | undefined => fn.definition ?? definitions().get(fn);
