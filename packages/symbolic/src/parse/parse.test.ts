import { evaluate, isChainruleError } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { toText } from '../print/text.js';
import { parse } from './parse.js';

describe('parse', () => {
  test.each([
    ['-x^2', '-x^2'],
    ['2^3^x', '2^3^x'],
    ['24*x*(3x^2+5)**3', '24x(3x^2 + 5)^3'],
    ['1/2x', '1/2*x'],
    ['a<b<c', 'a < b and b < c'],
    ['x>0?x:y>0?1:2', 'piecewise(x > 0, x, y > 0, 1, 2)'],
    ['sin^2 x cos x', 'sin(x)^2*cos(x)'],
    ['sin 2x', 'sin(2x)'],
    ['sin⁻¹(x)', 'asin(x)'],
    ['||x|-1|', 'abs(abs(x) - 1)'],
    ['a||b && !c', 'a or b and not c'],
    ['x₁² + π·r²', 'x_1^2 + pi*r^2'],
    ['log(x, 2)', 'log(x)/log(2)'],
    ['arcsin(x) + ln x', 'asin(x) + log(x)'],
  ])('%s is %s', (text, printed) => expect(toText(parse(text))).toBe(printed));

  test.each([
    ['sine(x)', 'unknown-name', 0, 4],
    ['x + ', 'parse', 4, 4],
    ['(x', 'parse', 0, 1],
    ['atan2(x)', 'argument', 0, 5],
    ['constructor(x)', 'unknown-name', 0, 11],
    ['1e99999999', 'limit', 0, 10],
  ])('%s is refused', (text, code, start, end) => {
    let thrown: unknown;
    try {
      parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(isChainruleError(thrown) && { code: thrown.code, ...thrown.source?.span }).toEqual({ code, start, end });
  });

  test('no nesting is too deep', () => {
    const depth = 100_000;
    expect(evaluate(parse('('.repeat(depth) + 'x' + ')'.repeat(depth)), { x: 2 })).toBe(2);
  });
});
