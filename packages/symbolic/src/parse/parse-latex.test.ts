import { readFileSync } from 'node:fs';
import { evaluate } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { toText } from '../print/text.js';
import { parseLatex } from './parse-latex.js';
import { parse } from './parse.js';

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly latex: string;
  readonly points: readonly Record<string, string>[];
}
const cases = readFileSync(new URL('../../../../tooling/reference/symbolic/derivatives.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const near = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));

describe('parseLatex', () => {
  test.each(cases.map((entry) => [entry.id, entry] as const))('%s has the value of its text', (_, { expr, latex, points }) => {
    const [fromText, fromLatex] = [parse(expr), parseLatex(latex)];
    for (const point of points) {
      const values = Object.fromEntries(Object.entries(point).map(([name, value]) => [name, Number(value)]));
      const [a, b] = [evaluate(fromText, values), evaluate(fromLatex, values)];
      // SymPy has written exp(log(x)) as x.
      if (!Number.isNaN(a)) expect(near(a, b), `${latex} is ${toText(fromLatex)}: ${b} instead of ${a}`).toBe(true);
    }
  });

  test.each([
    ['\\ln(x)^3', 'log(x)^3'],
    ['\\ln x^3', 'log(x^3)'],
    ['\\sin^2 x', 'sin(x)^2'],
    ['\\sin^{-1}\\left(x\\right)', 'asin(x)'],
    ['\\sqrt[3]{x} + \\sqrt[n]{2}', 'cbrt(x) + nthroot(2, n)'],
    ['xy', 'x*y'],
    ['|x||y|', 'abs(x)*abs(y)'],
    ['\\left|x\\right|', 'abs(x)'],
    ['\\alpha_{1} x_{ij}', 'alpha_1*x_ij'],
    ['\\log_{10}(x) + \\log_2 x', 'log10(x) + log2(x)'],
    ['\\sigma(x) + \\sigma^2', 'sigmoid(x) + sigma^2'],
    ['\\frac{\\frac12}{x}', '1/2/x'],
    ['J_{0}\\left(x\\right) + \\psi^{(1)}(x)', 'besselj(0, x) + polygamma(1, x)'],
    ['\\begin{cases}-x & x < 0 \\\\ x & \\text{otherwise}\\end{cases}', 'piecewise(x < 0, -x, x)'],
    ['\\bigl(x + \\mathbf{v}\\bigr)^2', '(x + v)^2'],
    ['$x^2$', 'x^2'],
    ['\\[ \\varepsilon + \\Omega \\]', 'varepsilon + Omega'],
    ["\\operatorname{Ai}'\\left(x\\right)", 'airyaiprime(x)'],
  ])('%s is %s', (latex, text) => {
    expect(toText(parseLatex(latex))).toBe(text);
  });

  test('says where a text breaks off', () => {
    expect(() => parseLatex('\\frac{1}{')).toThrow('[parseLatex]');
    expect(() => parseLatex('\\frac12 x^23')).toThrow('expected an operation before 3');
    expect(() => parseLatex('\\sqrt{x')).toThrow('expected');
    expect(() => parseLatex('x}')).toThrow('nothing is open that "}" could close');
    expect(() => parseLatex('\\frac{1')).toThrow('expected "}"');
  });
  test.each([
    ['\\sinn x', '"\\sinn" is not a command that is read (did you mean "sin"?)'],
    ['a \\over b', '"\\over" is not a command that is read'],
    ['\\sum_{i=1}^n i', '"\\sum" is not a command'],
    ['\\int x dx', '"\\int" is not a command'],
    ['x^{\\prime}', '"\\prime" is not a command'],
    ['\\frac{d}{dx} x^2', 'a derivative is not read'],
    ['\\frac{\\partial f}{\\partial x}', 'a derivative is not read'],
  ])('refuses what would be another formula: %s', (latex, problem) => expect(() => parseLatex(latex)).toThrow(problem));
});
