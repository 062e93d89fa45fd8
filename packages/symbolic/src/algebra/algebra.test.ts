import { describe, expect, it } from 'vitest';
import { collect, equivalent, evaluate, expand, factor, substitute, toText } from '../index.js';

describe('polynomials', () => {
  it('are multiplied out', () => {
    expect(toText(expand('(x + 1)^3*(y - 2)'))).toBe('x^3*y - 2x^3 + 3x^2*y - 6x^2 + 3x*y - 6x + y - 2');
    expect(() => expand('(x + 1)^100000')).toThrow(/summands/);
  });
  it.each([
    ['x^4 - 1', '(x^2 + 1)(x + 1)(x - 1)'],
    ['x^4 + 4', '(x^2 - 2x + 2)(x^2 + 2x + 2)'],
    ['x^5 - x - 1', 'x^5 - x - 1'],
    ['6x^2 + 5x + 1', '(3x + 1)(2x + 1)'],
    ['2x^2 - 8', '2(x - 2)(x + 2)'],
    ['x^2 - y^2', '(x + y)(x - y)'],
    ['x^3 + y^3', '(x^2 - x*y + y^2)(x + y)'],
    ['a*x + a*y + b*x + b*y', '(x + y)(a + b)'],
    ['exp(2x) - 1', '(exp(x) + 1)(exp(x) - 1)'],
    ['x^2*y + x*y^2', 'x*y(x + y)'],
    ['1/x + 1/(x + 1)', '(2x + 1)/(x(x + 1))'],
  ])('%s is %s', (formula, expected) => expect(toText(factor(formula))).toBe(expected));
  it.each([
    ['x^12 - 1', 6],
    ['x^15 - 1', 4],
    ['x^20 - 1', 6],
    ['(x^2 + 1)^2*(x^3 - 2)*(x + 7)', 3],
  ])('%s has %d different factors', (formula, count) => {
    const result = factor(formula);
    expect(toText(expand(result))).toBe(toText(expand(formula)));
    expect(toText(result).match(/\([^()]+\)/g)).toHaveLength(count);
  });
  it('are collected by powers', () => {
    expect(toText(collect('a*x + b*x + x^2 - 3', 'x'))).toBe('x^2 + (a + b)*x - 3');
  });
  it('are substituted into, by texts too', () => {
    expect(evaluate(substitute('x^2 + y', { x: 'a + 1', y: 3 }), { a: 2 })).toBe(12);
  });
});

describe('equivalent', () => {
  it.each([
    ['(x + 1)^2', 'x^2 + 2x + 1', 'equal', true],
    ['cos(x)^2', '1 - sin(x)^2', 'equal', true],
    ['sin(2x)', '2sin(x)cos(x)', 'equal', false],
    ['tan(x/2)', 'sin(x)/(1 + cos(x))', 'equal', false],
    ['sqrt(x^2)', 'x', 'different', undefined],
    ['sin(2x)', '2sin(x)', 'different', undefined],
    ['exp(x)', 'exp(x) + 1e-12', 'different', undefined],
    ['(x + 1e8) - 1e8', 'x', 'equal', true],
    ['log(12)', '2log(2) + log(3)', 'equal', true],
    ['x*log(3/4)', '(log(3) - 2log(2))x', 'equal', true],
    ['log(6)/log(2)', '1 + log(3)/log(2)', 'equal', true],
    ['4asin(sqrt(3)/2)', '8atan(1/sqrt(3))', 'equal', true],
    ['log(7)', '2log(2)', 'different', undefined],
    ['x^100000', 'x^100001', 'unknown', undefined],
    ['log(-x^2)', 'sqrt(-1 - x^2)', 'unknown', undefined],
  ] as const)('%s and %s: %s', (a, b, verdict, proved) => {
    const result = equivalent(a, b);
    expect(result.verdict).toBe(verdict);
    expect(result.proved).toBe(proved);
    if (verdict === 'different') expect(Math.abs(evaluate(a, result.witness) - evaluate(b, result.witness))).toBeGreaterThan(0);
  });
});
