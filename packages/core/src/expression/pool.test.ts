import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, cos, Expr, mul, Pool, postOrder, pow, Rational, sameFormula, sin } from '../index.js';

/** A formula and an equal one that shares no node with it. */
const twins = fc.letrec<{ formula: () => Expr }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.integer(), fc.double()).map((value) => () => Expr.number(value)),
    fc.constantFrom('x', 'y').map((name) => () => Expr.variable(name)),
    fc.tuple(fc.constantFrom(add, mul, pow), tie('formula'), tie('formula')).map(
      ([fn, a, b]) =>
        () =>
          fn.of(a(), b()),
    ),
    fc.tuple(fc.constantFrom(sin, cos), tie('formula')).map(
      ([fn, a]) =>
        () =>
          fn.of(a()),
    ),
  ),
})).formula;

const x = Expr.variable('x');

it('makes equal formulas one node, whatever they share', () => {
  fc.assert(
    fc.property(twins, (make) => {
      const pool = new Pool();
      const [a, b] = [make(), make()];
      expect(a.hash).toBe(b.hash);
      expect(pool.intern(a)).toBe(pool.intern(b));
      expect(pool.intern(pool.intern(a))).toBe(pool.intern(a));
      expect(sameFormula(a, b)).toBe(true);
    }),
  );
});

it('tells different formulas apart', () => {
  fc.assert(
    fc.property(twins, twins, (makeA, makeB) => {
      const text = (expr: Expr): string =>
        JSON.stringify(
          postOrder(new Pool().intern(expr)).map((node) => [
            node.kind,
            Object.is(node.value, -0) ? '-0' : String(node.value),
            typeof node.value,
            node.name,
            node.fn?.name,
            node.args.length,
          ]),
        );
      const [a, b] = [makeA(), makeB()];
      if (text(a) !== text(b)) expect(sameFormula(a, b)).toBe(false);
    }),
  );
});

it('tells apart numbers that a comparison does not', () => {
  expect(sameFormula(Expr.number(0), Expr.number(-0))).toBe(false);
  expect(sameFormula(Expr.number(0.5), Expr.number(Rational.of(1, 2)))).toBe(false);
  expect(sameFormula(Expr.number(NaN), Expr.number(NaN))).toBe(true);
  expect(sameFormula(Expr.number(10n ** 400n), Expr.number(10n ** 400n + 1n))).toBe(false);
});

it('gives fully shared formulas', () => {
  const unshared = sin.of(Expr.variable('x')).times(sin.of(Expr.variable('x')));
  expect(postOrder(unshared)).toHaveLength(5);
  expect(postOrder(new Pool().intern(unshared))).toHaveLength(3);
});

it('compares formulas nested 100,000 deep', () => {
  const deep = (last: Expr): Expr => {
    let formula = last;
    for (let i = 0; i < 100_000; i++) formula = formula.plus(1);
    return formula;
  };
  expect(sameFormula(deep(x), deep(Expr.variable('x')))).toBe(true);
  expect(sameFormula(deep(x), deep(Expr.variable('y')))).toBe(false);
});

it('is not taken in by equal hashes', () => {
  const [a, b] = [Expr.variable('a'), Expr.variable('b')];
  Object.defineProperty(b, 'hash', { value: a.hash });
  const pool = new Pool();
  expect(pool.shallow(a)).toBe(a);
  expect(pool.shallow(b)).toBe(b);
  expect(sameFormula(a, b)).toBe(false);
});
