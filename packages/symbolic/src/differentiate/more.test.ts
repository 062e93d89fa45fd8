import { readFileSync } from 'node:fs';
import { evaluate, type Expr } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import { explain } from '../explain/explain.js';
import { parse } from '../parse/parse.js';
import { parseLatex } from '../parse/parse-latex.js';
import { toText } from '../print/text.js';
import { operations } from '../simplify/operations.js';
import { derivative } from './derivative.js';

interface Case {
  readonly category: string;
  readonly expr: string;
  readonly wrt: string[];
  readonly points: Record<string, string>[];
  readonly values: string[];
  readonly latex?: string;
  readonly ops?: number;
}

const file = new URL('../../../../tooling/reference/symbolic/more.jsonl', import.meta.url);
const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line) as Case);
const categories = [...new Set(cases.map(({ category }) => category))];

/** Where a formula has another value than the derivative. */
const wrong = (expr: Expr, { points, values }: Case): string[] =>
  points.flatMap((point, i) => {
    const value = evaluate(expr, Object.fromEntries(Object.entries(point).map(([name, number]) => [name, Number(number)])));
    const expected = Number(values[i]);
    return Math.abs(value - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-12)
      ? []
      : [`${toText(expr)} at ${JSON.stringify(point)}: ${value}, not ${expected}`];
  });

describe('derivatives by differences of many digits', () => {
  it.each(categories)('%s: the values, also of what is printed and read back', (category) => {
    const found = cases
      .filter((one) => one.category === category)
      .flatMap((one) => {
        const result = derivative(one.expr, one.wrt);
        const text = toText(result);
        const back = parse(text);
        return [...wrong(result, one), ...wrong(back, one), ...(toText(back) === text ? [] : [`${text} is read as ${toText(back)}`])];
      });
    expect(found).toEqual([]);
  });

  it.each(categories)('%s: from LaTeX as SymPy writes it', (category) => {
    // There x_{1} is x_1, and names of more than one letter are products.
    const readable = cases.filter(
      (one) => one.category === category && one.latex !== undefined && !/\d/.test(one.points.flatMap((p) => Object.keys(p)).join('')),
    );
    expect(readable.flatMap((one) => wrong(derivative(parseLatex(one.latex!), one.wrt), one))).toEqual([]);
  });

  it('are explained in steps that end with them and pass their checks', () => {
    for (const { expr, wrt } of cases.filter((_, i) => i % 5 === 0)) {
      const { steps, result } = explain(expr, wrt);
      expect(toText(steps[steps.length - 1]!.after), expr).toBe(toText(result));
      expect(
        steps.filter(({ check }) => check.ok === false),
        expr,
      ).toEqual([]);
    }
  });

  it('are at most as long as the shorter of what SymPy 1.11 gives by diff and by simplify, in five cases of six', () => {
    const counted = cases.filter(({ ops }) => ops !== undefined);
    const short = counted.filter(({ expr, wrt, ops }) => operations(derivative(expr, wrt)).tree <= ops!);
    expect(short.length / counted.length).toBeGreaterThanOrEqual(5 / 6);
  });
});
