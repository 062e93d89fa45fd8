import { describe, expect, it } from 'vitest';
import {
  add,
  dual,
  evaluate,
  exp,
  Expr,
  fold,
  formulas,
  hypot,
  instantiate,
  log,
  mul,
  numbers,
  pow,
  sameFormula,
  sin,
  substitute,
  tanh,
  variablesOf,
  where,
  type Dual,
  type Meaning,
} from '../index.js';

const x = Expr.variable('x');
const y = Expr.variable('y');

describe('evaluate', () => {
  it('needs a value for every variable, and says which one is missing', () => {
    expect(evaluate(x.plus(y), { x: 1, y: 2 })).toBe(3);
    expect(() => evaluate(x.plus(y), { x: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [evaluate] no value given for "y" (did you mean "x"?)
        hint: pass { y: … }]
    `);
    expect(() => evaluate(Expr.variable('rate'), { rates: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [evaluate] no value given for "rate" (did you mean "rates"?)
        hint: pass { rate: … }]
    `);
    expect(() => evaluate(Expr.variable('toString'))).toThrow(/no value given for "toString"/);
  });

  it('takes NaN for a value', () => expect(evaluate(x, { x: NaN })).toBeNaN());
});

describe('substitute', () => {
  it('replaces variables at once, not one after the other', () => {
    expect(sameFormula(substitute(x.plus(y), { x: y, y: x }), y.plus(x))).toBe(true);
    expect(sameFormula(substitute(sin.of(x), { x: 2 }), sin.of(2))).toBe(true);
  });

  it('keeps what does not change, and sharing', () => {
    const formula = sin.of(x).plus(y);
    expect(substitute(formula, { z: 1 })).toBe(formula);
    expect(substitute(formula, { y: 1 }).args[0]).toBe(formula.args[0]);
    const twice = add.of(formula, formula);
    const replaced = substitute(twice, { x: y });
    expect(replaced.args[0]).toBe(replaced.args[1]);
  });

  it('does not take inherited names for replacements', () => {
    const formula = Expr.variable('constructor');
    expect(substitute(formula, {})).toBe(formula);
  });
});

it('names the variables of a formula in order', () => {
  expect(variablesOf(y.plus(x).times(x.over(Expr.variable('a'))))).toEqual(['a', 'x', 'y']);
  expect(variablesOf(Expr.number(1))).toEqual([]);
});

describe('instantiate', () => {
  it('gives a rule of the table meaning: arguments for its parameters, the result for y', () => {
    const point = numbers({});
    expect(instantiate(pow.partials[0]!, pow, point, [3, 2], 9)).toBe(6);
    expect(instantiate(tanh.partials[0]!, tanh, point, [0.5], Math.tanh(0.5))).toBe(1 - Math.tanh(0.5) ** 2);
    expect(
      sameFormula(
        instantiate(sin.partials[0]!, sin, formulas, [x.squared()], sin.of(x.squared())),
        substitute(sin.partials[0]!, { x: x.squared() }),
      ),
    ).toBe(true);
  });

  it('keeps a meaning that is an object with methods', () => {
    class Counting implements Meaning<number> {
      private calls = 0;
      number(value: unknown): number {
        return Number(value);
      }
      variable(): number {
        return NaN;
      }
      apply(fn: { value(...args: number[]): number }, args: readonly number[]): number {
        this.calls++;
        return fn.value(...args);
      }
      get count(): number {
        return this.calls;
      }
    }
    const meaning = new Counting();
    expect(instantiate(pow.partials[0]!, pow, meaning, [3, 2], 9)).toBe(6);
    expect(meaning.count).toBe(3);
  });
});

describe('dual', () => {
  const derivative = (formula: Expr, at: Record<string, number>, by = 'x'): Dual<number> =>
    fold(
      formula,
      dual(numbers(at), (name) => (name === by ? 1 : undefined)),
    );

  it('computes a value and its derivative together', () => {
    const { primal, tangent } = derivative(sin.of(x.squared()), { x: 1.3 });
    expect(primal).toBe(Math.sin(1.3 ** 2));
    expect(tangent).toBeCloseTo(2 * 1.3 * Math.cos(1.3 ** 2), 14);
  });

  it('leaves out tangents of what does not change', () => {
    expect(derivative(y.squared(), { x: 1, y: 2 })).toEqual({ primal: 4 });
    // The logarithm of −2 would make this NaN.
    expect(derivative(x.power(3), { x: -2 })).toEqual({ primal: -8, tangent: 12 });
  });

  it('nests: second and third derivatives, also of powers at zero', () => {
    const nth = (formula: Expr, at: number): number[] => {
      const one = dual(numbers({ x: at }), () => 1);
      const two = dual<Dual<number>>(one, () => ({ primal: 1 }));
      const three = dual<Dual<Dual<number>>>(two, () => ({ primal: { primal: 1 } }));
      const f = fold(formula, three);
      return [f.primal.primal.primal, f.tangent?.primal.primal ?? 0, f.tangent?.tangent?.primal ?? 0, f.tangent?.tangent?.tangent ?? 0];
    };
    expect(nth(x.power(4), 3)).toEqual([81, 108, 108, 72]);
    expect(nth(exp.of(x.times(2)), 0)).toEqual([1, 2, 4, 8]);
    expect(nth(x.power(3), 0)).toEqual([0, 0, 0, 6]);
    expect(nth(x.squared(), 0)).toEqual([0, 0, 2, 0]);
    expect(nth(x.power(1), 0)).toEqual([0, 1, 0, 0]);
    expect(nth(x.power(0), 0)).toEqual([1, 0, 0, 0]);
  });

  it('takes the stable derivative where the textbook one is 0/0', () => {
    expect(derivative(hypot.of(x, y), { x: 0, y: 0 })).toEqual({ primal: 0, tangent: 0 });
  });

  it('differentiates formulas into formulas', () => {
    const { tangent } = fold(
      mul.of(x, log.of(x)),
      dual(formulas, () => Expr.number(1)),
    );
    expect(evaluate(tangent!, { x: 2 })).toBeCloseTo(Math.log(2) + 1, 15);
  });

  it('goes by the branch taken', () => {
    const formula = where.of(x, x.times(3), x.times(5));
    expect(derivative(formula, { x: 2 }).tangent).toBe(3);
    expect(derivative(formula, { x: 0 }).tangent).toBe(5);
  });
});
