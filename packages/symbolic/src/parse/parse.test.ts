import { defineElementwise, evaluate, isChainruleError } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { toText } from '../print/text.js';
import { parseLatex } from './parse-latex.js';
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

  test.each([
    ['parentheses', `${'('.repeat(100_000)}x${')'.repeat(100_000)}`],
    ['bars', `${'|'.repeat(10_000)}x${'|'.repeat(10_000)}`],
    ['functions', `${'sin('.repeat(10_000)}x${')'.repeat(10_000)}`],
    ['signs', `${'-'.repeat(10_000)}x`],
    ['cases', `${'x > 0 ? 1 : '.repeat(10_000)}x`],
    ['powers', `${'x^'.repeat(10_000)}x`],
    ['a sum', Array.from({ length: 5000 }, (_, i) => `${i}*x^${i}`).join(' + ')],
    ['a tower', '9^9^9^9 + (x + 1)^100000'],
  ])('no formula is too deep or too long: %s', (_, text) => {
    const written = toText(parse(text));
    expect(toText(parse(written))).toBe(written);
  });

  test('an opening bracket that is never closed is found, however many there are', () => {
    expect(() => parse('('.repeat(100_000))).toThrow('but the text ends');
    expect(() => parse(`${'('.repeat(100_000)}x`)).toThrow('expected ")", but the text ends');
  });

  test('refuses what is no text, and texts without end', () => {
    expect(() => parse(undefined as unknown as string)).toThrow('[parse] expected a text, got undefined');
    expect(() => parse('x+'.repeat(2_000_000))).toThrow('at most 2000000 are read');
  });

  test('leaves names that merely begin like a function', () => {
    for (const name of ['cost', 'tank', 'sino', 'logit', 'signal', 'maxx']) expect(toText(parse(name))).toBe(name);
  });

  test('knows functions it is given', () => {
    const cube = defineElementwise('cube', {
      value: (x) => x ** 3,
      derivative: (x) => x.squared().times(3),
      rule: 'cube',
      latex: '\\operatorname{cube}',
    });
    expect(evaluate(parse('2cube(x) + 1', { functions: [cube] }), { x: 2 })).toBe(17);
    expect(evaluate(parseLatex('2 \\operatorname{cube}\\left(x\\right)', { functions: [cube] }), { x: 2 })).toBe(16);
    expect(() => parse('cub(x)', { functions: [cube] })).toThrow('did you mean "cube"?');
    expect(() => parse('cube(x)')).toThrow('"cube" is not a function');
  });

  test.each([
    ['2 3', 'expected an operation before 3'],
    ['sin 2(x + 1)', 'it is not clear where the argument ends'],
    ['f(x)', '"f" is not a function'],
    ['2sinx + 1', '"sinx" has no meaning (did you mean "sin(x)"?)'],
    ['arctan2x', 'did you mean "arctan(2x)"?'],
    ['(a, b)', 'expected ")", found ","'],
    ['x ? 1', 'expected ":", but the text ends'],
    ['x)', 'nothing is open that ")" could close'],
    ['x $ y', '"$" has no meaning here'],
    ['x!', 'the factorial of n is gamma(n + 1)'],
    ['sec^-2(x) + erf^-1(x)', 'erf has no inverse function here'],
    ['piecewise(x < 0, 1)', 'pairs of condition and value'],
  ])('%s: %s', (text, problem) => expect(() => parse(text)).toThrow(problem));

  test.each([
    ['0.1', '1/10'],
    ['1e-3', '1/1000'],
    ['1e-400', `1/1${'0'.repeat(400)}`],
    ['9007199254740993', '9007199254740993'],
    ['2.00', '2'],
    ['3.50', '7/2'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['-2', '-2'],
    ['6/4', undefined],
    ['1/(2)', undefined],
  ])('%s is the number %s', (text, value) => {
    const { kind, value: number } = parse(text);
    expect(kind === 'number' ? String(number) : undefined).toBe(value);
  });
});
