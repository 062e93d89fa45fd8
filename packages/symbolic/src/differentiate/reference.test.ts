import { readFileSync } from 'node:fs';
import { evaluate } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import { toText } from '../print/text.js';
import { operations } from '../simplify/operations.js';
import { derivative } from './derivative.js';

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly wrt: string[];
  readonly points: Record<string, string>[];
  readonly values: string[];
  readonly sympy_ops: number;
}
const file = new URL('../../../../tooling/reference/symbolic/derivatives.jsonl', import.meta.url);
const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line) as Case);

describe('derivatives with values known to 60 digits', () => {
  it.each(cases)('$id: $expr by $wrt', ({ expr, wrt, points, values }) => {
    const result = derivative(expr, wrt);
    points.forEach((point, i) => {
      const expected = Number(values[i]);
      const value = evaluate(result, Object.fromEntries(Object.entries(point).map(([name, number]) => [name, Number(number)])));
      expect(Math.abs(value - expected), `${toText(result)} at ${JSON.stringify(point)}: ${value}, not ${expected}`).toBeLessThanOrEqual(
        1e-9 * Math.max(Math.abs(expected), 1e-12),
      );
    });
  });

  it('are at most as long as the shorter of what SymPy 1.11 gives by diff and by simplify, in three cases of four', () => {
    const short = cases.filter(({ expr, wrt, sympy_ops }) => operations(derivative(expr, wrt)).tree <= sympy_ops);
    expect(short.length / cases.length).toBeGreaterThanOrEqual(0.75);
  });
});
