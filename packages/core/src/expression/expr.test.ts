import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, e, elementwise, elu, evaluate, Expr, mul, pi, pow, Rational, sameFormula, sin, tanh } from '../index.js';

const x = Expr.variable('x');
const y = Expr.variable('y');

describe('constructors', () => {
  it('rewrite nothing', () => {
    expect(x.minus(y).fn).toBe(elementwise.sub);
    expect(x.plus(0).fn).toBe(add);
    expect(x.times(1).args).toHaveLength(2);
    expect(Expr.number(1).plus(1).kind).toBe('apply');
    expect(x.negated().negated().args[0]!.args[0]).toBe(x);
    expect(x.squared().fn).toBe(pow);
    expect(pi.of().fn).toBe(pi);
    expect(e.of().args).toEqual([]);
  });

  it('keep integers exact and other numbers as doubles', () => {
    expect(Expr.number(3).value).toBeInstanceOf(Rational);
    expect(Expr.number(2 ** 53).value).toBe(2 ** 53);
    expect(Expr.number(10n ** 30n).value.toString()).toBe('1000000000000000000000000000000');
    expect(Expr.number(0.1).value).toBe(0.1);
    expect(Expr.number(Rational.of(1, 10)).value.toString()).toBe('1/10');
    expect(Object.is(Expr.number(-0).value, -0)).toBe(true);
    expect(Expr.number(NaN).value).toBeNaN();
  });

  it('lift numbers among arguments', () => {
    expect(sameFormula(x.plus(2), x.plus(Expr.number(2)))).toBe(true);
    expect(Expr.lift(x)).toBe(x);
  });

  it('take defaults for arguments left out', () => {
    expect(sameFormula(elu.of(x), elu.of(x, 1))).toBe(true);
    expect(sameFormula(elu.of(x, 2), elu.of(x, 1))).toBe(false);
  });

  it('refuse a wrong number of arguments', () => {
    expect(() => Expr.apply(sin, [x, y])).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [sin] sin takes 1 argument, got 2]`);
    expect(() => mul.of(x)).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [mul] mul takes 2 arguments, got 1]`);
    expect(() => elu.of()).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [elu] elu takes 2 arguments, got 1]`);
    expect(() => tanh.of(1, 2)).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [tanh] tanh takes 1 argument, got 2]`);
  });
});

describe('hashes', () => {
  it('are equal for equal formulas made apart', () => {
    const make = (): Expr => sin.of(Expr.variable('x').times(2).plus(0.5)).power(Expr.number(Rational.of(1, 3)));
    expect(make().hash).toBe(make().hash);
  });

  it('tell formulas apart', () => {
    const formulas = [
      x,
      y,
      x.plus(y),
      y.plus(x),
      x.minus(y),
      x.times(y),
      Expr.number(0),
      Expr.number(-0),
      Expr.number(1),
      Expr.number(1.5),
      Expr.number(Rational.of(3, 2)),
      Expr.number(NaN),
      Expr.variable('1'),
    ];
    expect(new Set(formulas.map(({ hash }) => hash)).size).toBe(formulas.length);
  });

  it('of numbers are equal just when the numbers are the same, but for rare collisions', () => {
    fc.assert(fc.property(fc.double(), (a) => Expr.number(a).hash === Expr.number(a).hash));
    const many = new Set(Array.from({ length: 20_000 }, (_, i) => Expr.number(1 + i * 2 ** -52).hash));
    expect(many.size).toBeGreaterThan(19_990);
  });

  it('of every NaN are equal', () => {
    const payload = new Float64Array(new BigUint64Array([0x7ff8dead_beef0001n]).buffer)[0]!;
    expect(Expr.number(payload).hash).toBe(Expr.number(NaN).hash);
  });
});

it('evaluates what methods wrote', () => {
  const formula = x.plus(1).times(y.minus(2)).over(x.squared()).negated();
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 9 }), fc.double({ min: -9, max: 9 }), (a, b) => {
      expect(evaluate(formula, { x: a, y: b })).toBe(-(((a + 1) * (b - 2)) / a ** 2));
    }),
  );
});

it('recognises a number', () => {
  expect(Expr.number(2).isNumber(2)).toBe(true);
  expect(Expr.number(0.5).isNumber(0.5)).toBe(true);
  expect(Expr.number(Rational.of(1, 2)).isNumber(0.5)).toBe(true);
  expect(x.isNumber(NaN)).toBe(false);
});
