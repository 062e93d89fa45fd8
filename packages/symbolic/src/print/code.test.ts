import { Expr, defineElementwise, sin } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { parse } from '../parse/parse.js';
import { toCode } from './code.js';

/** The line with the result. */
const line = (text: string, language: 'javascript' | 'python' | 'c'): string =>
  /return (.*?);?\n?\}?$/.exec(toCode(parse(text), language).trim())![1]!;

describe('toCode', () => {
  test.each([
    ['-x^2', '-(x ** 2)', '-x ** 2', '-pow(x, 2.0)'],
    ['x^(1/3) - 1/2', 'x ** (1 / 3) - 0.5', 'math.pow(x, 1 / 3) - 0.5', 'pow(x, 1.0 / 3.0) - 0.5'],
    ['x > 0 and y ? x/2 : -y', 'x > 0 && y !== 0 ? x / 2 : -y', 'x / 2 if x > 0 and y != 0 else -y', 'x > 0.0 && y != 0.0 ? x / 2.0 : -y'],
    ['(x < y)*2', 'Number(x < y) * 2', 'float(x < y) * 2', '(double)(x < y) * 2.0'],
    ['not x', 'Number(!(x !== 0))', 'float(not x != 0)', '(double)(!(x != 0.0))'],
    ['0.1x + 1e25', '0.1 * x + 1e25', '0.1 * x + 1e25', '0.1 * x + 1e25'],
  ])('%s', (text, javascript, python, c) => {
    expect(line(text, 'javascript')).toBe(javascript);
    expect(line(text, 'python')).toBe(python);
    expect(line(text, 'c')).toBe(c);
  });

  test('computes shared parts once', () => {
    const s = sin.of(Expr.variable('x'));
    expect(toCode(s.times(s.plus(1)), 'python')).toBe('import math\n\ndef f(x):\n    t1 = math.sin(x)\n    return t1 * (t1 + 1)');
  });

  test('leaves parts of a case in their case where an error would stop the program', () => {
    const code = toCode(parse('x > 0 ? log(x) + log(x)^2 : 0'), 'python');
    expect(code).not.toContain('t1');
    expect(toCode(parse('x > 0 ? log(x) + log(x)^2 : 0'), 'c')).toContain('t1 = log(x)');
  });

  test('takes what JavaScript lacks from core, and refuses what C lacks', () => {
    expect(toCode(parse('zeta(x)'), 'javascript')).toBe(
      "import { zeta } from '@chainrule/core';\n\nexport function f(x) {\n  return zeta.value(x);\n}",
    );
    expect(() => toCode(parse('zeta(x)'), 'c')).toThrow('[toCode] zeta cannot be written here');
    const own = defineElementwise('zeta', { value: (x) => x, derivative: () => 1, rule: 'own', latex: 'Z' });
    expect(() => toCode(own.of(1), 'javascript')).toThrow('zeta cannot be written here');
    expect(() => toCode(parse('x'), 'cobol' as 'c')).toThrow('no code printer for "cobol"');
  });

  test('gives names that the language allows, and keeps lines short however deep the formula', () => {
    expect(toCode(parse('α + lambda + f + t1'), 'python')).toContain('def f(f_, lambda_, t1, u3b1)');
    let deep = Expr.variable('x');
    for (let i = 0; i < 20_000; i++) deep = sin.of(deep);
    expect(
      Math.max(
        ...toCode(deep, 'c')
          .split('\n')
          .map((text) => text.length),
      ),
    ).toBeLessThan(300);
  });
});
