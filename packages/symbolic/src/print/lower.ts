import {
  abs,
  and,
  ChainruleError,
  eq,
  erfc,
  exp,
  Expr,
  floor,
  fold,
  formulas,
  gt,
  instantiate,
  log1p,
  lt,
  max,
  sin,
  sqrt,
  tanh,
  where,
  type Elementwise,
} from '@chainrule/core';

/** Formulas of common functions for those that the table holds without a definition, because their values are computed another way. */
const otherwise: Readonly<Record<string, (...args: Expr[]) => Expr>> = {
  sign: (x) => where.of(gt.of(x, 0), 1, where.of(lt.of(x, 0), -1, x)),
  nthroot: (x, n) =>
    where.of(
      and.of(lt.of(x, 0), eq.of(n.minus(floor.of(n.over(2)).times(2)), 1)),
      x.negated().power(Expr.number(1).over(n)).negated(),
      x.power(Expr.number(1).over(n)),
    ),
  cbrt: (x) => where.of(lt.of(x, 0), x.negated().power(Expr.number(1).over(3)).negated(), x.power(Expr.number(1).over(3))),
  logaddexp: (a, b) => max.of(a, b).plus(log1p.of(exp.of(abs.of(a.minus(b)).negated()))),
  sinc: (x) => where.of(eq.of(x, 0), 1, sin.of(x).over(x)),
  softsign: (x) => x.over(abs.of(x).plus(1)),
  tanhshrink: (x) => x.minus(tanh.of(x)),
  normcdf: (x) => erfc.of(x.negated().over(sqrt.of(2))).over(2),
  softshrink: (x, t) => where.of(gt.of(x, t), x.minus(t), where.of(lt.of(x, t.negated()), x.plus(t), 0)),
};

/** The formula in functions that `has` accepts; others are replaced by what they are defined as. Throws `unsupported` where there is no definition. */
export function lower(expr: Expr, has: (fn: Elementwise) => boolean, operation: string): Expr {
  const meaning = {
    ...formulas,
    apply: (fn: Elementwise, args: readonly Expr[], node: Expr): Expr => {
      if (has(fn)) return formulas.apply(fn, args, node);
      const definition = fn.definition;
      if (definition) return instantiate(definition, fn, meaning, args, node);
      if (!Object.hasOwn(otherwise, fn.name))
        throw new ChainruleError('unsupported', `${fn.name} cannot be written here`, {
          operation,
          hint: 'compile or evaluate the formula instead',
        });
      return fold(otherwise[fn.name]!(...args), meaning, new Map(args.map((arg) => [arg, arg])));
    },
  };
  return fold(expr, meaning);
}
