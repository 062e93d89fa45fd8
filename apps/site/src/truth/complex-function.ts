import { fold, type Expr } from '@chainrule/core';
import { Complex, type ComplexFunction } from '@chainrule/numeric';

/** Functions that are analytic, by their names in the table, on complex numbers. */
const onComplex: Readonly<Record<string, ((...args: Complex[]) => Complex) | undefined>> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  div: (a, b) => a.div(b),
  neg: (a) => a.neg(),
  pow: (a, b) => a.pow(b.imaginary === 0 ? b.real : b),
  exp: (a) => a.exp(),
  log: (a) => a.log(),
  sqrt: (a) => a.sqrt(),
  sin: (a) => a.sin(),
  cos: (a) => a.cos(),
  tan: (a) => a.tan(),
  sinh: (a) => a.sinh(),
  cosh: (a) => a.cosh(),
  tanh: (a) => a.tanh(),
  atan: (a) => a.atan(),
  sigmoid: (a) => new Complex(1).div(a.neg().exp().add(1)),
  pi: () => new Complex(Math.PI),
  e: () => new Complex(Math.E),
};

/** A formula in one variable on complex numbers, or the name of a function in it that has no meaning there. */
export function complexFunction(expr: Expr): ComplexFunction | string {
  let missing: string | undefined;
  fold<null>(expr, {
    number: () => null,
    variable: () => null,
    apply: (fn) => {
      if (onComplex[fn.name] === undefined) missing ??= fn.name;
      return null;
    },
  });
  return (
    missing ??
    ((z) =>
      fold<Complex>(expr, {
        number: (value) => new Complex(Number(value)),
        variable: () => z,
        apply: (fn, args) => onComplex[fn.name]!(...args),
      }))
  );
}
