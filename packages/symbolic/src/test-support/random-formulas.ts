import { elementwise, Expr, Rational, type ElementwiseName } from '@chainrule/core';
import fc from 'fast-check';

const unary: readonly ElementwiseName[] = [
  'neg',
  'sin',
  'cos',
  'tan',
  'exp',
  'log',
  'sqrt',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'abs',
  'sigmoid',
  'asin',
  'cbrt',
  'erf',
  'sec',
  'csc',
  'asinh',
  'sign',
  'relu',
  'softplus',
];
const binary: readonly ElementwiseName[] = ['add', 'sub', 'mul', 'div', 'max', 'hypot'];

/** Random formulas in x and y with small exact numbers: sums, products, powers and functions of each other. */
export const formulas: fc.Arbitrary<Expr> = fc.letrec<{ any: Expr; leaf: Expr }>((tie) => ({
  leaf: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('x', 'y').map((name) => Expr.variable(name)) },
    { weight: 3, arbitrary: fc.integer({ min: -3, max: 5 }).map((n) => Expr.number(n)) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 4 })).map(([n, d]) => Expr.number(Rational.of(n, d))),
    },
    { weight: 1, arbitrary: fc.constantFrom(elementwise.pi.of(), elementwise.e.of()) },
  ),
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 5, withCrossShrink: true },
    { weight: 2, arbitrary: tie('leaf') },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...unary), tie('any')).map(([name, a]) => elementwise[name].of(a)) },
    {
      weight: 5,
      arbitrary: fc.tuple(fc.constantFrom(...binary), tie('any'), tie('any')).map(([name, a, b]) => elementwise[name].of(a, b)),
    },
    { weight: 2, arbitrary: fc.tuple(tie('any'), fc.integer({ min: -3, max: 4 })).map(([a, n]) => a.power(n)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('any'), fc.constantFrom(Rational.of(1, 2), Rational.of(-1, 2), Rational.of(3, 2), Rational.of(1, 3)))
        .map(([a, n]) => a.power(Expr.number(n))),
    },
    { weight: 1, arbitrary: fc.tuple(tie('any'), tie('any')).map(([a, b]) => a.power(b)) },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => elementwise.where.of(elementwise.lt.of(a, 0), b, c)),
    },
  ),
})).any;

/** Polynomials in x and y with whole coefficients. */
export const polynomials: fc.Arbitrary<Expr> = fc.letrec<{ any: Expr }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    { weight: 2, arbitrary: fc.constantFrom('x', 'y').map((name) => Expr.variable(name)) },
    { weight: 1, arbitrary: fc.integer({ min: -4, max: 4 }).map((n) => Expr.number(n)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom<ElementwiseName>('add', 'sub', 'mul'), tie('any'), tie('any'))
        .map(([name, a, b]) => elementwise[name].of(a, b)),
    },
    { weight: 1, arbitrary: tie('any').map((a) => a.squared()) },
  ),
})).any;
