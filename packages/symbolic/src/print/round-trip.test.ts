import { elementwise, evaluate, Expr, Pool, postOrder, Rational, substitute, variablesOf } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMathJson } from '../parse/from-mathjson.js';
import { parse } from '../parse/parse.js';
import { parseLatex } from '../parse/parse-latex.js';
import { toLatex } from './latex.js';
import { toMathJson, type MathJson } from './mathjson.js';
import { toText } from './text.js';

const entries = Object.values(elementwise);
const operators = entries.filter(({ name }) => /^(add|sub|mul|div|neg|pow|where|and|or|not|lt|le|gt|ge|eq|ne|max)$/.test(name));

/** Formulas over the whole table, operators more often, with numbers and names that are awkward to write. */
const { formula } = fc.letrec<{ formula: Expr; leaf: Expr; node: Expr }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom('x', 'y', 'x1', 'x_1', 'rate', 'f', 'gamma', 'e3', 'α', 'E').map((name) => Expr.variable(name)),
    fc.integer({ min: -3, max: 12 }).map((value) => Expr.number(value)),
    fc.tuple(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.bigInt(1n, 10n ** 12n)).map(([n, d]) => Expr.number(Rational.of(n, d))),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 40 })).map(([n, d]) => Expr.number(Rational.of(n, d))),
    fc.integer({ min: -30, max: 30 }).map((power) => Expr.number(Rational.of(7, 2).times(Rational.of(10).power(power)))),
  ),
  node: fc
    .oneof({ weight: 3, arbitrary: fc.constantFrom(...operators) }, { weight: 1, arbitrary: fc.constantFrom(...entries) })
    .chain((fn) => fc.tuple(...Array.from({ length: fn.arity }, () => tie('formula'))).map((args) => Expr.apply(fn, args))),
  formula: fc.oneof({ maxDepth: 6, depthSize: 'medium' }, tie('leaf'), tie('node')),
}));

const same = (a: Expr, b: Expr): boolean => {
  const pool = new Pool();
  return pool.intern(a) === pool.intern(b);
};

describe('what is written is read back', () => {
  test('toText', () => {
    fc.assert(
      fc.property(formula, (expr) => {
        const text = toText(expr);
        expect(same(parse(text), expr), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('toLatex, to the same values', () => {
    // LaTeX runs letters together and reads f(x) as a function's value, so names are single letters here.
    const letter = (name: string): string => (name.length === 1 && name !== 'f' && name !== 'E' ? name : 'z');
    fc.assert(
      fc.property(formula, (expr) => {
        // Their values at huge arguments are not what is asked here.
        fc.pre(
          !postOrder(expr).some(({ fn }) =>
            /bessel|polygamma|derivative|zeta|gamma|airy|^[SCE]i$|lambert|nthroot|logaddexp|logsigmoid/.test(fn?.name ?? ''),
          ),
        );
        const named = substitute(expr, Object.fromEntries(variablesOf(expr).map((name) => [name, Expr.variable(letter(name))])));
        const values = { x: 0.75, y: 1.25, z: 2.5, α: 0.5, alpha: 0.5 };
        const latex = toLatex(named);
        const [a, b] = [evaluate(named, values), evaluate(parseLatex(latex), values)];
        // Where digits cancel, fractions written out may round differently.
        expect(
          Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-6 * Math.abs(a) || !Number.isFinite(a),
          `${latex}: ${b} instead of ${a}`,
        ).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('toMathJson', () => {
    fc.assert(
      fc.property(formula, (expr) => same(fromMathJson(JSON.parse(JSON.stringify(toMathJson(expr))) as MathJson), expr)),
      { numRuns: 1000 },
    );
    for (const value of [0.1, 1e300, -0, NaN, Infinity, -Infinity])
      expect(same(fromMathJson(toMathJson(Expr.number(value))), Expr.number(value))).toBe(true);
  });

  test.each(entries.filter(({ arity }) => arity > 0).map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
    const expr = Expr.apply(
      fn,
      Array.from({ length: fn.arity }, (_, i) => Expr.variable('xyz'[i]!)),
    );
    expect(same(parse(toText(expr)), expr)).toBe(true);
    expect(same(parse(toText(expr.times(2).power(expr))), expr.times(2).power(expr))).toBe(true);
  });
});
