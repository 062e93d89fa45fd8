import { describe, expect, it } from 'vitest';
import { toText } from '../print/text.js';
import { limit } from './limit.js';

const text = (formula: string, point: string | number): string => toText(limit(formula, 'x', point).value!);

describe('limits in which all but exponentially small parts cancel', () => {
  // Most are from Gruntz 1996, "On computing limits in a symbolic manipulation system", chapter 8.
  it.each([
    ['exp(x)(exp(1/x - exp(-x)) - exp(1/x))', '-1'],
    ['(exp(1/x + exp(-x) + exp(-x^2)) - exp(1/x - exp(-exp(x))))exp(x)', '1'],
    ['exp(exp(x - exp(-x))/(1 - 1/x)) - exp(exp(x))', 'Infinity'],
    ['exp(exp(exp(x + exp(-x))))/exp(exp(exp(x)))', 'Infinity'],
    ['exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(x)))))', 'Infinity'],
    ['exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(exp(x))))))', '1'],
    ['exp(exp(x))/exp(exp(x - exp(-exp(exp(x)))))', '1'],
    ['exp(exp(x))/exp(exp(x - exp(-x)))', 'e'],
    ['x*log(x)log(x*exp(x) - x^2)^2/log(log(x^2 + 2exp(exp(3x^3*log(x)))))', '1/3'],
    ['(3^x + 5^x)^(1/x)', '5'],
    ['(exp(4x*exp(-x)/(1/exp(x) + 1/exp(2x^2/(x + 1)))) - exp(x))/exp(x)^4', '1'],
    ['log(x)(log(log(x) + log(log(x))) - log(log(x)))/log(log(x) + log(log(log(x))))', '1'],
    ['exp(log(log(x + exp(log(x)log(log(x)))))/log(log(log(exp(x) + x + log(x)))))', 'e'],
    ['exp(x)(sin(1/x + exp(-x)) - sin(1/x + exp(-x^2)))', '1'],
    ['exp(exp(x))(exp(sin(1/x + exp(-exp(x)))) - exp(sin(1/x)))', '1'],
    ['exp(x + exp(-x)) - exp(x)', '1'],
    ['exp(x)(sqrt(1 + exp(-x)) - 1)', '1/2'],
    ['exp(x)(sigmoid(x) - 1)', '-1'],
    ['exp(2x)(tanh(x) - 1)', '-2'],
    ['exp(x)(softplus(x) - x)', '1'],
  ])('%s comes to %s', (formula, expected) => expect(text(formula, Infinity)).toBe(expected));
  it('the same at a point', () => {
    expect(text('exp(1/abs(x))*(sin(x + exp(-1/abs(x))) - sin(x))', 0)).toBe('1');
  });
  it('refuses where that is not enough, instead of taking for nothing what was left out', () => {
    for (const formula of ['exp(x)(1 - erf(sqrt(x)))', 'x*(gamma(x - 1/gamma(x)) - gamma(x) + log(x))'])
      expect(() => limit(formula, 'x', Infinity)).toThrow(/cannot tell/);
    // Its values near 0 are ∞·0 in doubles, which does not mean that it has none.
    expect(() => limit('exp(1/x^2)*(sin(x + exp(-1/x^2)) - sin(x))', 'x', 0)).toThrow(/cannot tell/);
  });
});

describe('limits where a slope is infinite', () => {
  it.each([
    ['asin(x)', 1, 'pi/2'],
    ['asin(x)', -1, '-pi/2'],
    ['acos(x)/sqrt(1 - x)', 1, 'sqrt(2)'],
    ['(acos(x) - pi)/sqrt(1 + x)', -1, '-sqrt(2)'],
    ['acosh(x)/sqrt(x - 1)', 1, 'sqrt(2)'],
    ['acosh(x) - log(x)', Infinity, 'log(2)'],
    ['atanh(x)/log(1 - x)', 1, '-1/2'],
    ['acoth(x)', 1, 'Infinity'],
    ['x*acoth(x)', Infinity, '1'],
    ['asec(x)/sqrt(x - 1)', 1, 'sqrt(2)'],
    ['asec(x)', -1, 'pi'],
    ['asec(x)', -Infinity, 'pi/2'],
    ['acsc(x)', 1, 'pi/2'],
    ['x*acsc(x)', Infinity, '1'],
    ['asech(x)/log(x)', 0, '-1'],
  ])('%s at %s comes to %s', (formula, point, expected) => expect(text(formula, point)).toBe(expected));
});

describe('limits of error functions at infinity', () => {
  it.each([
    ['x*exp(x^2)*erfc(x)', '1/sqrt(pi)'],
    ['x^2*(x*erfc(x)exp(x^2)sqrt(pi) - 1)', '-1/2'],
    ['x*normcdf(-x)/normpdf(x)', '1'],
    ['exp(x)(1 - erf(exp(x)))', '0'],
    ['erfc(-x)', '2'],
    ['erf(log(x))', '1'],
  ])('%s comes to %s', (formula, expected) => expect(text(formula, Infinity)).toBe(expected));
});
