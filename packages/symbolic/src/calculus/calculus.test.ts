import { evaluate } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import { criticalPoints, limit, parse, series, solve, toText } from '../index.js';

const text = (expr: Parameters<typeof toText>[0] | undefined): string | undefined => expr && toText(expr);

describe('limit', () => {
  it.each([
    ['sin(x)/x', 0, '1'],
    ['(1 - cos(x))/x^2', 0, '1/2'],
    ['(exp(x) - 1 - x)/x^2', 0, '1/2'],
    ['(tan(x) - x)/x^3', 0, '1/3'],
    ['(1 + 1/x)^x', Infinity, 'e'],
    ['(1 + a/x)^x', Infinity, 'exp(a)'],
    ['sqrt(x^2 + x) - x', Infinity, '1/2'],
    ['exp(-x)*x^5', Infinity, '0'],
    ['exp(x)/x^100', Infinity, 'Infinity'],
    ['x*sin(1/x)', 0, '0'],
    ['x*log(x)', 0, '0'],
    ['x^x', 0, '1'],
    ['atan(x)', -Infinity, '-pi/2'],
    ['(a^x - 1)/x', 0, 'log(a)'],
    ['(sin(x + h) - sin(x))/h', 0, 'cos(x)', 'h'],
    ['tanh(cosh((1/2)^(1/x^2)))', 0, 'tanh(1)'],
    // Logarithms of logarithms, and exponentials of them.
    ['log(log(x))/log(x)', Infinity, '0'],
    ['log(log(x^2)) - log(log(x))', Infinity, 'log(2)'],
    ['log(x)/log(2x)', Infinity, '1'],
    ['sqrt(log(x) + 1) - sqrt(log(x))', Infinity, '0'],
    ['x^log(x)', Infinity, 'Infinity'],
    ['x^log(x)', 0, 'Infinity'],
    ['exp(-log(x)^2)*x^5', Infinity, '0'],
    ['exp(sqrt(log(x)))/x', Infinity, '0'],
    ['log(x)^log(x)/x^2', Infinity, 'Infinity'],
    ['log(x)^(1/x)', Infinity, '1'],
    ['sin(log(x)/log(2x))', Infinity, 'sin(1)'],
    // Gamma functions at their poles and far out.
    ['x*gamma(x)', 0, '1'],
    ['(x + 2)*gamma(x)', -2, '1/2'],
    ['gamma(x)/gamma(2x)', 0, '2'],
    ['x*digamma(x)', 0, '-1'],
    ['(x - 1)*zeta(x)', 1, '1'],
    ['gamma(x + 1)/(x*gamma(x))', Infinity, '1'],
    ['digamma(x) - log(x)', Infinity, '0'],
    // Roots, steps and gates.
    ['cbrt(x)/x^(1/3)', 0, '1'],
    ['silu(3x)/x + cbrt(x)', 0, '3/2'],
  ])('of %s at %s is %s', (formula, point, expected, variable = 'x') => {
    expect(text(limit(formula, variable, point).value)).toBe(expected);
  });
  it.each([
    ['abs(x)/x', 0, '-1', '1'],
    ['1/x', 0, '-Infinity', 'Infinity'],
    ['exp(1/x)', 0, '0', 'Infinity'],
    ['floor(x)', 2, '1', '2'],
    ['tan(x)', 'pi/2', 'Infinity', '-Infinity'],
    ['sin(1/x)', 0, undefined, undefined],
    ['gamma(x)', -1, 'Infinity', '-Infinity'],
    ['relu(x)/x', 0, '0', '1'],
    ['elu(x, 2)/x', 0, '2', '1'],
    ['round(x)', '1/2', '0', '1'],
    ['clip(x, 0, 1)/x', 0, '0', '1'],
  ])('of %s at %s has the sides %s and %s', (formula, point, left, right) => {
    const result = limit(formula, 'x', point);
    expect([result.exists, text(result.left), text(result.right)]).toEqual([false, left, right]);
  });
  it('refuses rather than guesses', () => {
    expect(() => limit('floor(sqrt(cosh(x)))', 'x', Infinity)).toThrow(/cannot tell/);
    expect(() => limit('floor(1 - exp(-1/x^2))', 'x', 0)).toThrow(/cannot tell/);
    expect(() => limit('cos(1)/(x - x)', 'x', 0)).toThrow(/cannot tell/);
    expect(() => limit('atanh(-1)*x', 'x', 0)).toThrow(/cannot tell/);
  });
});

describe('series', () => {
  it.each([
    ['exp(x)', 4, '1 + x + x^2/2 + x^3/6 + x^4/24'],
    ['1/sin(x)', 3, '1/x + x/6 + 7x^3/360'],
    ['tan(x)', 5, 'x + x^3/3 + 2x^5/15'],
    ['sqrt(1 + x)', 3, '1 + x/2 - x^2/8 + x^3/16'],
    ['exp(sin(x))', 5, '1 + x + x^2/2 - x^4/8 - x^5/15'],
    ['x^2 + 1', 1, '1'],
  ])('of %s to order %d', (formula, order, expected) => expect(text(series(formula, 'x', 0, order))).toBe(expected));
  it('is about any point', () => expect(text(series('log(x)', 'x', 1, 2))).toBe('x - 1 - (x - 1)^2/2'));
  it('at infinity goes by powers of 1/x', () => {
    expect(text(series('x/(x + 1)', 'x', Infinity, 2))).toBe('1 - 1/x + 1/x^2');
    expect(text(series('sqrt(x^2 + 1)', 'x', -Infinity, 1))).toBe('-x - 1/(2x)');
  });
  it('refuses a broken order and a point without one', () => {
    expect(() => series('x', 'x', 0, 1.5)).toThrow(/whole number/);
    expect(() => series('exp(1/x)', 'x', 0, 2)).toThrow(/no expansion/);
  });
});

describe('solve', () => {
  it.each([
    ['x^2 - 2', ['-sqrt(2)', 'sqrt(2)']],
    ['x^2 + 1', []],
    ['x^3 - 6x^2 + 11x - 6', ['1', '2', '3']],
    ['exp(2x) - 3exp(x) + 2', ['0', 'log(2)']],
    ['a*x + b', ['-b/a']],
    ['log(x) - 2', ['exp(2)']],
    ['sqrt(x + 1) - x + 1', ['3']],
    ['abs(x - 1) - 3', ['-2', '4']],
    ['(x^2 - 1)/(x - 1)', ['-1']],
    ['x*exp(x)', ['0']],
    ['x^100 - 1', ['-1', '1']],
    ['x^5 + 32', ['-2']],
    ['x^6 - 2', ['-2^(1/6)', '2^(1/6)']],
    ['x^8 + 1', []],
    ['x^100 - x', ['0', '1']],
    ['x^200 - 3x^100 + 2', ['-2^0.01', '-1', '1', '2^0.01']],
    ['x^3 - a', ['cbrt(a)']],
    ['x^7 - a', ['nthroot(a, 7)']],
    ['(x - 1)(x + 2)(3x - 1)(x^40 + x^2 + 1)', ['-2', '1/3', '1']],
  ])('%s exactly and completely', (formula, roots) => {
    const result = solve(formula, 'x');
    expect(result.roots.map((root) => toText(root))).toEqual(roots);
    expect([result.exact, result.complete]).toEqual([true, true]);
  });
  it.each([
    ['x^3 - 3x + 1', 3],
    ['x^3 + x + 1', 1],
    ['x^4 - 5x^2 + 3', 4],
    ['x^4 - x - 1', 2],
    ['x^4 - 4x^3 + x + 1', 2],
    ['x^4 + x + 1', 0],
  ])('%s by the formulas for degree 3 and 4', (formula, count) => {
    const { roots, exact, complete } = solve(formula, 'x');
    expect([roots.length, exact, complete]).toEqual([count, true, true]);
    for (const root of roots) expect(Math.abs(evaluate(parse(formula), { x: evaluate(root) }))).toBeLessThan(1e-9);
  });
  it('takes no place where the formula has merely come to 0 in doubles for a root, nor an interval of zeros for points', () => {
    expect(solve('2^x == 3^x', 'x').roots.map((root) => toText(root))).toEqual(['0']);
    expect(solve('max(x, 0)', 'x')).toEqual({ roots: [], exact: false, complete: false });
  });
  it('takes sine against cosine as a tangent', () => {
    expect(solve('sin(x) == cos(x)', 'x').roots.map((root) => toText(root))).toEqual(['pi/4']);
    expect(solve('3sin(2x) + 3cos(2x)', 'x').roots.map((root) => toText(root))).toEqual(['-pi/8']);
  });
  it('refuses a condition that is no equation', () => expect(() => solve('x^2 < 4', 'x')).toThrow(/is no equation/));
  it('says what it does not know', () => {
    expect(solve('x^79 + x + 1', 'x')).toMatchObject({ exact: false, complete: true, roots: { length: 1 } });
    expect(solve('(6x - 4)*exp(6x - 5) - x', 'x')).toMatchObject({ exact: false, complete: false });
    expect(solve('x^5 - x - 1', 'x')).toMatchObject({ exact: false, complete: true, roots: { length: 1 } });
    expect(solve('x == cos(x)', 'x')).toMatchObject({ exact: false, complete: false, roots: { length: 1 } });
    const sine = solve('sin(x) - 1/2', 'x');
    expect([sine.roots.map((root) => toText(root)), sine.exact, sine.complete]).toEqual([['pi/6', '5pi/6'], true, false]);
  });
});

describe('criticalPoints', () => {
  it.each([
    ['x^3 - 3x', ['x'], ['-1 maximum', '1 minimum']],
    ['x^3', ['x'], ['0 flat']],
    ['x^4', ['x'], ['0 minimum']],
    ['x^2 - 2log(x)', ['x'], ['1 minimum']],
    ['x^3 - 3x*y + y^3', ['x', 'y'], ['0,0 saddle', '1,1 minimum']],
    ['x^4 + y^4 - 4x*y + 1', ['x', 'y'], ['-1,-1 minimum', '0,0 saddle', '1,1 minimum']],
    ['(1 - x)^2 + 100(y - x^2)^2', ['x', 'y'], ['1,1 minimum']],
    ['x*y*(1 - x - y)', ['x', 'y'], ['0,0 saddle', '0,1 saddle', '1/3,1/3 maximum', '1,0 saddle']],
  ])('of %s', (formula, names, expected) => {
    const { points, exact, complete } = criticalPoints(formula, names);
    expect(points.map(({ point, kind }) => `${names.map((name) => toText(point[name]!)).join()} ${kind}`)).toEqual(expected);
    expect([exact, complete]).toEqual([true, true]);
  });
  it('finds the nine of Himmelblau’s function', () => {
    const kinds = criticalPoints('(x^2 + y - 11)^2 + (x + y^2 - 7)^2', ['x', 'y']).points.map(({ kind }) => kind);
    expect(kinds.sort()).toEqual([
      ...Array<string>(1).fill('maximum'),
      ...Array<string>(4).fill('minimum'),
      ...Array<string>(4).fill('saddle'),
    ]);
  });
  it('does not take a part for the whole, and asks for missing variables', () => {
    expect(criticalPoints('x^2*y^2', ['x', 'y']).complete).toBe(false);
    expect(criticalPoints('sin(x)', ['x'])).toMatchObject({ complete: false, exact: true });
    expect(() => criticalPoints('a*x^2', ['x'])).toThrow(/a value for a is needed/);
  });
});
