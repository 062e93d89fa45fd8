import { dual, fold, numbers } from '@chainrule/core';
import { Complex } from '@chainrule/numeric';
import { parse } from '@chainrule/symbolic';
import { expect, test } from 'vitest';
import { complexFunction } from './complex-function.js';

test.each([
  'x^3/6 - x + 1',
  'exp(-x^2/2)',
  'sin(2x)/x',
  'log(1 + x^2)',
  'x^x',
  'tanh(3x) + sigmoid(x)',
  'sqrt(x)*cos(pi*x)',
  '2^x + e*atan(x)',
])('the complex step goes through %s', (text) => {
  const expr = parse(text);
  const f = complexFunction(expr);
  if (typeof f === 'string') throw new Error(f);
  const exact = fold(
    expr,
    dual(numbers({ x: 0.7 }), () => 1),
  ).tangent!;
  expect(f(new Complex(0.7, 1e-200)).imaginary / 1e-200 / exact).toBeCloseTo(1, 14);
});

test('what looks at real parts alone is named', () => {
  expect(complexFunction(parse('sin(abs(x))'))).toBe('abs');
});
