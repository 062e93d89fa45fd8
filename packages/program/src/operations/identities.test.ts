import { abs, add, div, evaluate, exp, Expr, max, mul, neg, pi, pow, sin, sub, variablesOf, where } from '@chainrule/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutNoise } from './identities.js';

const x = Expr.variable('x');
const y = Expr.variable('y');
const special = [0, -0, 1, -1, 2, Infinity, -Infinity, NaN, 5e-324, -1e308, 0.1];

const leaf = fc.oneof(
  fc.constantFrom(x, y),
  fc.constantFrom(0, -0, 1, -1, 2, Infinity, NaN, 0.1, -3).map((value) => Expr.number(value)),
);
/** Formulas full of what can be left out. Squares are made of products: a power may be rounded worse than a product. */
const noisy = fc.letrec<{ tree: Expr }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', maxDepth: 5 },
    leaf,
    fc.tuple(fc.constantFrom(neg, sin, exp, abs), tie('tree')).map(([fn, a]) => fn.of(a)),
    fc.tuple(fc.constantFrom(add, sub, mul, div, max), tie('tree'), tie('tree')).map(([fn, a, b]) => fn.of(a, b)),
    fc.tuple(tie('tree'), fc.constantFrom(0, 1, 3, 0.5)).map(([a, n]) => pow.of(a, n)),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => where.of(a, b, c)),
  ),
})).tree;

it('keeps every result, to the last bit, over special values too', () => {
  const value = fc.oneof(fc.constantFrom(...special), fc.double());
  fc.assert(
    fc.property(noisy, value, value, (formula, a, b) => {
      const clean = withoutNoise(formula);
      const [before, after] = [evaluate(formula, { x: a, y: b }), evaluate(clean, { x: a, y: b })];
      expect(Object.is(after, before), `${before} became ${after}`).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it('is done in one go', () => {
  fc.assert(
    fc.property(noisy, (formula) => {
      const clean = withoutNoise(formula);
      expect(withoutNoise(clean)).toBe(clean);
      for (const name of variablesOf(clean)) expect(variablesOf(formula)).toContain(name);
    }),
  );
});

it.each([
  ['x · 1', x.times(1), x],
  ['1 · x', mul.of(1, x), x],
  ['x / 1', x.over(1), x],
  ['x − 0', x.minus(0), x],
  ['−−x', x.negated().negated(), x],
  ['x^1', x.power(1), x],
])('leaves %s out', (_, formula, expected) => {
  expect(withoutNoise(formula)).toBe(expected);
});

it.each([
  ['x + 0: −0 + 0 is 0', x.plus(0)],
  ['x − −0: −0 − −0 is 0', x.minus(Expr.number(-0))],
  ['x · 0: of infinity it is NaN', x.times(0)],
  ['x / x: of 0 it is NaN', x.over(x)],
  ['x − x: of infinity it is NaN', x.minus(x)],
])('keeps %s', (_, formula) => {
  expect(withoutNoise(formula)).toBe(formula);
});

it('writes a square as a product and x⁻¹ as a quotient, within one unit in the last place', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (a) => {
      const square = evaluate(withoutNoise(x.squared()), { x: a });
      expect(Object.is(square, a * a)).toBe(true);
      expect(Object.is(evaluate(withoutNoise(x.power(-1)), { x: a }), 1 / a)).toBe(true);
    }),
  );
});

it('leaves a constant its name', () => {
  expect(withoutNoise(pi.of()).fn).toBe(pi);
});
