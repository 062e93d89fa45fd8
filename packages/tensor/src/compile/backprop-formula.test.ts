import { Expr, sin, tanh, where, gt } from '@chainrule/core';
import { expect, test } from 'vitest';
import { backpropFormula } from './backprop-formula.js';

const [x, y] = [Expr.variable('x'), Expr.variable('y')];

test.each<[string, Expr]>([
  ['one used twice by one', x.times(x)],
  ['numbers in front and behind', Expr.number(2).times(x).plus(x.power(3)).minus(1)],
  [
    'equal parts',
    sin
      .of(x.times(y))
      .over(x.times(y))
      .plus(tanh.of(x.times(y))),
  ],
  ['a choice', where.of(gt.of(x, 0), x.times(y), y.squared())],
  ['a variable alone', x],
])('%s: a gradient is the sum of what comes back along the edges', (_, expr) => {
  const nodes = backpropFormula(expr, { x: 0.7, y: -1.3 });
  nodes.forEach(({ gradient, id }) => {
    const back = nodes.flatMap((to) => to.inputs.map((from, i) => (from === id ? to.gradient.item() * to.slopes[i]! : 0)));
    const isResult = nodes.every(({ inputs }) => !inputs.includes(id)) && gradient.item() === 1;
    if (!isResult)
      expect(gradient.item()).toBeCloseTo(
        back.reduce((sum, part) => sum + part, 0),
        12,
      );
  });
  expect(nodes.every(({ inputs, slopes }) => inputs.length === slopes.length)).toBe(true);
});

test('every node knows its part', () => {
  const expr = Expr.number(2).times(x).plus(y);
  expect(backpropFormula(expr, { x: 3, y: 1 }).map(({ part, value }) => [part.kind, value.item()])).toEqual([
    ['variable', 3],
    ['variable', 1],
    ['number', 2],
    ['apply', 6],
    ['apply', 7],
  ]);
});
