import { add, elementwise, evaluate, Expr, mul, type Elementwise } from '@chainrule/core';
import { formula as formulaOperation, reference } from '@chainrule/program';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../parse/parse.js';
import { compile } from './compile.js';
import { programOf } from './program.js';

const variables = ['x', 'y', 'z'];
const special = [0, -0, 1, -1, 0.5, -2.5, 3, 1e-200, -1e160, Infinity, -Infinity, NaN];
const { formula } = fc.letrec<{ formula: Expr; leaf: Expr; node: Expr }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...variables).map((name) => Expr.variable(name)),
    fc.constantFrom(-2, -1, 0, 1, 2, 3, 0.5, -0.25).map((value) => Expr.number(value)),
  ),
  node: fc
    .constantFrom<Elementwise>(
      ...'add sub mul div neg where max sqrt exp tanh gt and or not abs relu'
        .split(' ')
        .map((name) => (elementwise as Record<string, Elementwise>)[name]!),
    )
    .chain((fn) => fc.tuple(...Array.from({ length: fn.arity }, () => tie('formula'))).map((args) => Expr.apply(fn, args))),
  formula: fc.oneof({ maxDepth: 7, depthSize: 'medium' }, tie('leaf'), tie('node')),
}));

describe('compile', () => {
  test('programs have products for small powers, and the values of the powers', () => {
    const powers = ['x^2', 'x^3', 'x^4', 'x^(-1)', 'x^(-2)', '(x > 0)^2'].map((text) => parse(text));
    const { instructions } = programOf(powers, ['x'], [{ dtype: 'float64', shape: [3] }]);
    expect(JSON.stringify(instructions.map(({ parameters }) => formulaOperation.describe!(parameters as never)))).not.toContain('^');
    const column = Float64Array.of(-3, 0.5, 1e200);
    const columns = compile(powers, ['x'], { backend: reference }).map([column]);
    columns.forEach((values, k) =>
      values.forEach((value, i) => {
        const exact = evaluate(powers[k]!, { x: column[i]! });
        expect(Object.is(value, exact) || Math.abs(value / exact - 1) < 1e-14).toBe(true);
      }),
    );
  });
  test('takes texts', () => {
    expect(compile('gamma(x) + gamma(5)', ['x'])(5)).toBe(48);
    expect(compile(['x + y', 'x*y'], ['x', 'y'])(2, 3)).toEqual(Float64Array.of(5, 6));
  });
  test('gives to the last bit what the formulas give, at one point and by columns', () => {
    fc.assert(
      fc.property(
        fc.array(formula, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(...variables.map(() => fc.constantFrom(...special))), { minLength: 1, maxLength: 20 }),
        (exprs, points) => {
          const f = compile(exprs, variables);
          const columns = f.map(variables.map((_, i) => Float64Array.from(points, (point) => point[i]!)));
          points.forEach((point, at) => {
            const values = Object.fromEntries(variables.map((name, i) => [name, point[i]!]));
            const expected = exprs.map((expr) => evaluate(expr, values));
            expect([...f(...point)]).toEqual(expected);
            expect(columns.map((column) => column[at])).toEqual(expected);
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a backend gives the same', () => {
    fc.assert(
      fc.property(fc.array(formula, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 1, 3), (exprs, alone) => {
        const columns = variables.map((_, i) =>
          i === alone
            ? -2.5
            : Float64Array.from(special, (value, k) => special[(k * (i + 2)) % special.length]! * (value === value ? 1 : 0.5)),
        );
        const [own, others] = [compile(exprs, variables).map(columns), compile(exprs, variables, { backend: reference }).map(columns)];
        expect(others).toEqual(own);
      }),
      { numRuns: 300 },
    );
  });

  test.each([-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4, 5, 1.5])('keeps the values of x^%d', (power) => {
    const f = compile(Expr.variable('x').power(power), ['x']);
    for (const x of [...special, 1e80, 7e-81, -3e110, 1e160, 1e-160, 5e-324, 1.7]) {
      const exact = x ** power;
      const ulps =
        Number.isFinite(exact) && exact !== 0
          ? Math.abs(f(x) - exact) / Math.max(5e-324, Math.abs(exact) * 2 ** -53)
          : Object.is(f(x), exact)
            ? 0
            : Infinity;
      expect(ulps, `${x}^${power}: ${f(x)} instead of ${exact}`).toBeLessThanOrEqual(4);
    }
  });

  test.each(Object.values(elementwise).map((fn) => [fn.name, fn] as const))('%s on blocks is %s on numbers', (_, fn) => {
    const args = variables.slice(0, fn.arity);
    const f = compile(fn.of(...args.map((name) => Expr.variable(name))), args);
    const columns = [
      [0.3, 2.5, -1.25, 0],
      [1.5, 0.25, -2, 3],
      [0.75, -1, 4, 0],
    ].map((column) => Float64Array.from(column));
    const [result] = f.map(columns.slice(0, fn.arity));
    const expected = Array.from(columns[0]!, (__, i) => fn.value(...columns.slice(0, fn.arity).map((column) => column[i]!)));
    expect([...result!]).toEqual(fn.arity === 0 ? [expected[0]] : expected);
  });

  test('computes shared parts once, and reuses registers', () => {
    let count = 0;
    const counted = (elementwise.exp, Object.assign(Object.create(elementwise.exp) as Elementwise, {}));
    Object.defineProperty(counted, 'value', { get: () => (x: number) => (count++, Math.exp(x)) });
    const shared = Expr.apply(counted, [Expr.variable('x')]);
    const again = Expr.apply(counted, [Expr.variable('x')]);
    compile([mul.of(shared, shared), add.of(shared, again)], ['x'])(1);
    expect(count).toBe(1);
  });

  test('takes more points than a block, one number for a whole column, and outputs that are no steps', () => {
    const f = compile([parse('x*y + 1'), parse('x'), parse('7'), parse('1 + x*y')], ['x', 'y']);
    const x = Float64Array.from({ length: 2500 }, (_, i) => i);
    const [sum, same, seven, again] = f.map([x, 2]);
    expect(sum).toEqual(x.map((value) => 2 * value + 1));
    expect(same).toEqual(x);
    expect(same).not.toBe(x);
    expect(seven).toEqual(new Float64Array(2500).fill(7));
    expect(again).toEqual(sum);
    expect(f.map([new Float64Array(0), 1])[0]).toEqual(new Float64Array(0));
  });

  test('refuses what does not fit', () => {
    expect(() => compile(parse('x + rate'), ['x', 'rat'])).toThrow('did you mean "rat"?');
    const f = compile(parse('x + y'), ['x', 'y']);
    expect(() => f(1)).toThrow('expected 2 numbers (x, y), got 1');
    expect(() => f.map([new Float64Array(2), new Float64Array(3)])).toThrow('the column of y has 3 values');
    expect(() => f.map([new Float64Array(2)])).toThrow('expected 2 columns');
  });

  test('no formula is too deep', () => {
    let expr = Expr.variable('x');
    for (let i = 0; i < 50_000; i++) expr = expr.plus(1);
    expect(compile(expr, ['x'])(1)).toBe(50_001);
  });
});
