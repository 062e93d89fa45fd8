import { elementwise, evaluate, Expr } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { parseLatex } from '../parse/parse-latex.js';
import { parse } from '../parse/parse.js';
import { toLatex } from './latex.js';

describe('toLatex', () => {
  test.each([
    ['24x(3x^2+5)^3', '24 x \\left(3 x^{2} + 5\\right)^{3}'],
    ['sin(x)^2', '\\sin^{2}\\left(x\\right)'],
    ['(x+1)/(x-1)', '\\frac{x + 1}{x - 1}'],
    ['(x/y)^2', '\\left(\\frac{x}{y}\\right)^{2}'],
    ['1/2*x', '\\frac{1}{2} x'],
    ['2*3', '2 \\cdot 3'],
    ['x^(-1/2)', 'x^{-\\frac{1}{2}}'],
    ['exp(x)^2', '\\left(e^{x}\\right)^{2}'],
    ['alpha_1*rate', '\\alpha_{1} \\mathrm{rate}'],
    ['hypot(x + 1, y)', '\\sqrt{\\left(x + 1\\right)^{2} + y^{2}}'],
    ['piecewise(x < 0, -x, x)', '\\begin{cases}-x & x < 0 \\\\ x & \\text{otherwise}\\end{cases}'],
    ['max(a, b, c)', '\\max\\left(a, b, c\\right)'],
    ['-(a + b)', '-\\left(a + b\\right)'],
  ])('%s is %s', (text, latex) => expect(toLatex(parse(text))).toBe(latex));

  const points = [
    { x: 0.4, y: 0.3, z: 0.9 },
    { x: 2, y: 1.5, z: 3.25 },
  ];
  test.each(Object.values(elementwise).map((fn) => [fn.name, fn] as const))('%s is read back', (_, fn) => {
    // x and x² in all places: each argument needs its own parentheses where the function gives none.
    for (const arg of ['x', 'y', 'z'].map((name) => Expr.variable(name)).flatMap((v) => [v, v.plus(0.25)])) {
      const call = fn.of(...Array.from({ length: fn.arity }, (__, i) => (i === 0 ? arg : Expr.variable('xyz'[i]!))));
      for (const expr of [call, call.squared(), Expr.variable('y').times(call), call.over(2).power(3)]) {
        const read = parseLatex(toLatex(expr));
        for (const values of points) {
          const [a, b] = [evaluate(expr, values), evaluate(read, values)];
          expect(Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.abs(a), `${toLatex(expr)}: ${b} instead of ${a}`).toBe(true);
        }
      }
    }
  });
});
