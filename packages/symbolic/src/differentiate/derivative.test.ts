import { evaluate, Expr, exp, isChainruleError, postOrder, sin, tanh } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import {
  derivative,
  directional,
  gradient,
  hessian,
  implicitDerivative,
  jacobian,
  logsumexp,
  operations,
  softmax,
  softmaxJacobian,
  substitute,
  toText,
  totalDerivative,
} from '../index.js';

const text = (expr: Expr): string => toText(expr);

describe('derivative', () => {
  it.each([
    ['(3x^2 + 5)^4', '24x(3x^2 + 5)^3'],
    ['x/(1 + x^2)', '(1 - x^2)/(x^2 + 1)^2'],
    ['sigmoid(x)', '(1 - sigmoid(x))*sigmoid(x)'],
    ['tanh(x)', '1 - tanh(x)^2'],
    ['x*abs(x)', '2abs(x)'],
    ['log(abs(x))', '1/x'],
    ['max(x, 0)', 'heaviside(x)'],
    ['exp(x)/(1 + exp(x))', 'exp(x)/(exp(x) + 1)^2'],
    ['(x^2 - 1)/(x - 1)', '1'],
    ['x^x', 'x^x*(log(x) + 1)'],
    ['besselj(0, x)', '-besselj(1, x)'],
    ['piecewise(x < 0, x^2, x^3)', 'piecewise(x < 0, 2x, 3x^2)'],
    ['x^2*(x + 1)^3', 'x(x + 1)^2(5x + 2)'],
    ['floor(x)', '0'],
    ['((x^4)^y)^(3/2)', '6x^3*y*abs(x)^(6y - 4)'],
    ['0^x', '0'],
    ['x*0^x', '0^x'],
  ])('of %s is %s', (formula, expected) => expect(text(derivative(formula, 'x'))).toBe(expected));

  it('takes variables in turn', () => {
    expect(text(derivative('x^3*y^2', ['x', 'x', 'y']))).toBe('12x*y');
    expect(text(derivative('x*x', []))).toBe('x^2');
  });
  it('refuses a variable in an order', () => {
    expect(() => derivative('besselj(x, 2)', 'x')).toThrow(/no derivative of besselj by its argument "n"/);
  });
  it.each([
    ['default', 0, 0.5],
    ['left', -1, 0],
    ['right', 1, 1],
    ['mid', 0, 0.5],
    ['undefined', NaN, NaN],
  ] as const)('at kinks takes the %s slope', (kinks, abs, max) => {
    expect(evaluate(derivative('abs(x)', 'x', { kinks }), { x: 0 })).toBe(abs);
    expect(evaluate(derivative('max(x, 0)', 'x', { kinks }), { x: 0 })).toBe(max);
    expect(evaluate(derivative('max(x, 0)', 'x', { kinks }), { x: 2 })).toBe(1);
    expect(evaluate(derivative('abs(x)', 'x', { kinks }), { x: -2 })).toBe(-1);
    expect(evaluate(derivative('leakyrelu(x)', 'x', { kinks }), { x: 2 })).toBe(1);
  });
});

describe('derivatives of several variables', () => {
  it('come as gradient, Jacobian, Hessian and along a direction', () => {
    expect(gradient('x^2*y + sin(y)', ['x', 'y', 'z']).map(text)).toEqual(['2x*y', 'x^2 + cos(y)', '0']);
    expect(jacobian(['x*y', 'x + y'], ['x', 'y']).map((row) => row.map(text))).toEqual([['y', 'x'], ['1', '1']]); // prettier-ignore
    expect(hessian('x^2*y + y^3', ['x', 'y']).map((row) => row.map(text))).toEqual([['2y', '2x'], ['2x', '6y']]); // prettier-ignore
    expect(text(directional('x*y', ['x', 'y'], ['a', 2]))).toBe('a*y + 2x');
    expect(() => directional('x*y', ['x', 'y'], [1])).toThrow(/2 variables and a direction of 1/);
  });
  it('come implicit and total', () => {
    expect(text(implicitDerivative('x^2 + y^2 == 1', 'x', 'y'))).toBe('-x/y');
    expect(() => implicitDerivative('x^2', 'x', 'y')).toThrow(/does not determine "y"/);
    expect(text(totalDerivative('x^2 + t', 't', { x: 'v' }))).toBe('2v*x + 1');
  });
  it('of logsumexp is softmax, whose own goes through its values', () => {
    const point = { x: 0.3, y: -1.2, z: 800 };
    const names = ['x', 'y', 'z'];
    const values = softmax(names).map((part) => evaluate(part, point));
    gradient(logsumexp(names), names).forEach((part, i) => expect(evaluate(part, point)).toBeCloseTo(values[i]!, 14));
    const near = { x: 0.3, y: -1.2, z: 0.9 };
    const s = softmax(names);
    const rows = softmaxJacobian(['s0', 's1', 's2']);
    jacobian(s, names).forEach((row, i) =>
      row.forEach((part, j) =>
        expect(evaluate(part, near)).toBeCloseTo(evaluate(substitute(rows[i]![j]!, { s0: s[0]!, s1: s[1]!, s2: s[2]! }), near), 13),
      ),
    );
  });
});

describe('swell', () => {
  const x = Expr.variable('x');

  it('stays off a chain of twelve products of itself', () => {
    let f: Expr = x;
    for (let i = 0; i < 12; i++) f = sin.of(f).times(f).plus(x);
    expect(postOrder(derivative(f, 'x')).length).toBeLessThanOrEqual(120);
  });
  it('stays off the 20th derivative of exp(sin x)', () => {
    const result = derivative(
      exp.of(sin.of(x)),
      Array.from({ length: 20 }, () => 'x'),
    );
    expect(postOrder(result).length).toBeLessThanOrEqual(170);
    // Its value at 0 is the 20th number of OEIS A007301.
    expect(evaluate(result, { x: 0 })).toBe(
      evaluate(
        derivative(
          derivative(
            exp.of(sin.of(x)),
            Array.from({ length: 19 }, () => 'x'),
          ),
          'x',
        ),
        { x: 0 },
      ),
    );
  });
  it('stays off the gradient of a network of 201 weights', () => {
    let output = Expr.variable('c');
    const weights = ['c'];
    const weight = (name: string): Expr => Expr.variable(weights[weights.push(name) - 1]!);
    for (let j = 0; j < 20; j++) {
      let sum = weight(`b${j}`);
      for (let i = 0; i < 8; i++) sum = sum.plus(weight(`w${j}_${i}`).times(Expr.variable(`x${i}`)));
      output = output.plus(weight(`v${j}`).times(tanh.of(sum)));
    }
    const loss = output.minus(Expr.variable('t')).squared();
    expect(weights.length).toBe(201);
    const all = gradient(loss, weights).reduce((a, b) => a.plus(b));
    expect(operations(all).graph - 200).toBeLessThanOrEqual(5 * operations(loss).graph);
  });
});

describe('hostile input is answered or refused by a typed error', () => {
  const nested = (wrap: (inner: Expr) => Expr): Expr => {
    let result = Expr.variable('x');
    for (let i = 0; i < 10_000; i++) result = wrap(result);
    return result;
  };
  const one = Expr.number(1);
  const hostile: readonly (readonly [string, () => unknown])[] = [
    ['100,000 parentheses', () => derivative(`${'('.repeat(1e5)}x${')'.repeat(1e5)}`, 'x')],
    [
      '10,000 nested sines',
      () =>
        derivative(
          nested((f) => sin.of(f)),
          'x',
        ),
    ],
    [
      '10,000 nested exponentials',
      () =>
        derivative(
          nested((f) => exp.of(f)),
          'x',
        ),
    ],
    [
      'a polynomial by Horner of degree 10,000',
      () =>
        derivative(
          nested((f) => f.times(Expr.variable('x')).plus(1)),
          'x',
        ),
    ],
    [
      'a continued fraction 10,000 deep',
      () =>
        derivative(
          nested((f) => one.over(f.plus(1))),
          'x',
        ),
    ],
    [
      '10,000 squarings',
      () =>
        derivative(
          nested((f) => f.squared()),
          'x',
        ),
    ],
    ['9^9^9^9', () => derivative('9^9^9^9*x', 'x')],
    ['x^9^9^9', () => derivative('x^9^9^9', 'x')],
    ['(x + 1)^100000', () => derivative('(x + 1)^100000', ['x', 'x'])],
    ['a sum of 5000 sines', () => derivative(Array.from({ length: 5000 }, (_, i) => `sin(${i}*x)`).join('+'), 'x')],
    ['a sum of 5000 fractions', () => derivative(Array.from({ length: 5000 }, (_, i) => `1/(x+${i})`).join('+'), 'x')],
    ['a product of 5000 factors', () => derivative(Array.from({ length: 5000 }, (_, i) => `(x+${i})`).join('*'), 'x')],
    ['a tower of 300 powers', () => derivative(Array.from({ length: 300 }, () => 'x').join('^'), 'x')],
  ];
  it.each(hostile)(
    '%s',
    (_, ask) => {
      try {
        ask();
      } catch (error) {
        expect(isChainruleError(error) && (error as unknown as { code: string }).code, String(error)).toBe('limit');
      }
    },
    30_000,
  );
  it('keeps to the budget it is given', () => {
    expect(() => derivative('sin(x)*cos(x)', 'x', { budget: { nodes: 5 } })).toThrow(/more than 5 nodes/);
  });
});
