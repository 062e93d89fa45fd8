import { isChainruleError } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourColumns } from './colouring.js';
import { directional, gradient } from './gradient.js';
import { hessian, hessianDiagonal, hessianProduct } from './hessian.js';
import { jacobian } from './jacobian.js';
import { objective } from './objective.js';
import { sparseJacobian } from './sparse-jacobian.js';
import { central } from './stencil.js';

/** f = Σᵢ exp(aᵢ xᵢ) + x₀x₁x₂, with its derivatives. */
const a = [0.5, -1, 0.3];
const f = (x: ArrayLike<number>): number => a.reduce((sum, k, i) => sum + Math.exp(k * x[i]!), x[0]! * x[1]! * x[2]!);
const at = [0.7, -0.4, 1.3];
const others = (x: readonly number[], ...skip: number[]): number =>
  x.reduce((product, value, i) => (skip.includes(i) ? product : product * value), 1);
const exactGradient = at.map((x, i) => a[i]! * Math.exp(a[i]! * x) + others(at, i));
const exactHessian = at.map((x, i) => at.map((_, j) => (i === j ? a[i]! ** 2 * Math.exp(a[i]! * x) : others(at, i, j))));
const close = (found: Float64Array, exact: readonly number[], bound: Float64Array): void =>
  exact.forEach((value, i) => {
    expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(bound[i]! + 1e-15);
    expect(bound[i]!).toBeLessThan(1e-10);
  });

describe('functions of a vector', () => {
  it('gradient', () => {
    let calls = 0;
    const { value, errorBound, evaluations, status } = gradient((x) => {
      calls++;
      return f(x);
    }, at);
    close(value, exactGradient, errorBound);
    expect(evaluations).toBe(calls);
    expect(status).toEqual(['ok', 'ok', 'ok']);
  });
  it('gradient of many points at once: same numbers, few calls', () => {
    let calls = 0;
    const many = gradient(
      (points) => {
        calls++;
        return points.map(f);
      },
      at,
      { vectorised: true },
    );
    const single = gradient(f, at);
    expect([...many.value]).toEqual([...single.value]);
    expect(many.evaluations).toBe(single.evaluations);
    expect(calls).toBeLessThan(single.evaluations / 2);
  });
  it('with another method, and a domain for each coordinate', () => {
    const { value } = gradient(([x = 0, y = 0]) => Math.sqrt(x) + y ** 2, [0.5, 1], {
      domain: [
        [0, 1],
        [0, 1],
      ],
    });
    expect(value[0]).toBeCloseTo(Math.SQRT1_2, 10);
    expect(value[1]).toBeCloseTo(2, 10);
    expect(gradient(f, at, { method: central({ order: 6 }) }).value[0]).toBeCloseTo(exactGradient[0]!, 9);
  });
  it('directional: the gradient times the direction', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }), (v) => {
        const exact = exactGradient.reduce((sum, g, i) => sum + g * v[i]!, 0);
        const { value, errorBound } = directional(f, at, v);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(2 * errorBound + 1e-13);
      }),
    );
  });
  it('Hessian, its diagonal and its product with a vector', () => {
    const { value, errorBound } = hessian(f, at);
    exactHessian.forEach((row, i) => close(value[i]!, row, errorBound[i]!));
    value.forEach((row, i) => row.forEach((entry, j) => expect(entry).toBe(value[j]![i])));
    const diagonal = hessianDiagonal(f, at);
    close(
      diagonal.value,
      exactHessian.map((row, i) => row[i]!),
      diagonal.errorBound,
    );
    const v = [0.3, -1e3, 2];
    const product = hessianProduct(f, at, v);
    exactHessian.forEach((row, i) => {
      const exact = row.reduce((sum, h, j) => sum + h * v[j]!, 0);
      expect(product.value[i]! / exact).toBeCloseTo(1, 9);
    });
  });
  it('Hessian within a domain', () => {
    const g = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>): number => {
      if (x < 0 || y < 0) throw new Error('outside');
      return Math.sqrt(x) * y ** 2;
    };
    const { value } = hessian(g, [0.25, 2], { domain: [0, Infinity] });
    expect(value[0]![1]).toBeCloseTo(4, 8);
    expect(value[0]![0]).toBeCloseTo(-8, 8);
  });
  it('objective: value, gradient and curvature', () => {
    const bowl = objective(f);
    const p = Float64Array.from(at);
    expect(bowl.value(p)).toBe(f(at));
    expect(bowl.gradient(p)[1]).toBeCloseTo(exactGradient[1]!, 10);
    expect(bowl.hessianProduct(p, Float64Array.of(1, 0, 0))[2]).toBeCloseTo(exactHessian[0]![2]!, 8);
  });
});

describe('Jacobians', () => {
  const field = (x: Float64Array): number[] => [x[0]! * x[1]!, Math.sin(x[2]!), x[0]! + x[2]! ** 2, 7];
  const exact = [
    [at[1]!, at[0]!, 0],
    [0, 0, Math.cos(at[2]!)],
    [1, 0, 2 * at[2]!],
    [0, 0, 0],
  ];
  it('dense', () => {
    const { value, errorBound } = jacobian(field, at);
    exact.forEach((row, i) => close(value[i]!, row, errorBound[i]!));
  });
  it('sparse: the same entries with fewer calls', () => {
    const sparse = sparseJacobian(field, at, [[0, 1], [2], [0, 2], []]);
    sparse.value.forEach((value, k) => expect(value).toBeCloseTo(exact[sparse.rows[k]!]![sparse.columns[k]!]!, 11));
    expect(sparse.colours).toBe(2);
  });
  it('sparse: the calls do not grow with n', () => {
    const calls = (n: number): number => {
      const x = Array.from({ length: n }, (_, i) => Math.sin(i));
      const tridiagonal = (p: Float64Array): Float64Array => p.map((v, i) => v ** 2 + (p[i - 1] ?? 0) * (p[i + 1] ?? 0));
      const pattern = x.map((_, i) => [i - 1, i, i + 1].filter((j) => j >= 0 && j < n));
      const sparse = sparseJacobian(tridiagonal, x, pattern);
      sparse.value.forEach((value, k) => {
        const [i, j] = [sparse.rows[k]!, sparse.columns[k]!];
        const entry = i === j ? 2 * x[i]! : j < i ? (x[i + 1] ?? 0) : (x[i - 1] ?? 0);
        expect(value).toBeCloseTo(entry, 9);
      });
      expect(sparse.colours).toBe(3);
      return sparse.evaluations;
    };
    expect(calls(300)).toBeLessThan(1.6 * calls(30));
  });
  it('no row has two columns of one colour', () => {
    const pattern = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(pattern, (rows) => {
        const colours = colourColumns(rows, 10);
        for (const row of rows) expect(new Set(row.map((j) => colours[j])).size).toBe(row.length);
      }),
    );
  });
});

describe('bad input is refused by name', () => {
  const messageOf = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      if (isChainruleError(error)) return `${error.code}: ${error.message}`;
      throw error;
    }
    return 'nothing thrown';
  };
  it.each<[string, () => unknown, string]>([
    ['an empty x', () => gradient(f, []), 'argument: [gradient]'],
    ['an infinite coordinate', () => gradient(f, [1, Infinity]), 'x[1] must be a finite number, not Infinity'],
    ['f returning an array', () => gradient((() => [1]) as never, [1]), 'not a number'],
    [
      'f throwing',
      () =>
        hessian(() => {
          throw new Error('boom');
        }, [1]),
      'boom',
    ],
    ['a direction of another length', () => directional(f, at, [1, 2]), 'x has 3 entries, the direction 2'],
    ['a vector of another length', () => hessianProduct(f, at, [1]), 'x has 3 entries, the vector 1'],
    ['a field that returns a number', () => jacobian((() => 3) as never, [1]), 'array of numbers'],
    [
      'a field that throws',
      () =>
        jacobian(() => {
          throw new Error('boom');
        }, [1]),
      'boom',
    ],
    [
      'a field whose length changes',
      () => {
        let n = 1;
        return jacobian(() => new Array<number>(n++).fill(0), [1]);
      },
      'shape',
    ],
    ['too few domains', () => gradient(f, at, { domain: [[0, 1]] }), 'coordinate'],
    ['a batch of another length', () => gradient(() => [1, 2], [1], { vectorised: true }), 'f must return 1 values for 1 points, not 2'],
    ['a pattern of another height', () => sparseJacobian((x) => x, [1, 2], [[0]]), 'the pattern has 1 rows'],
    ['a pattern that names no column', () => sparseJacobian((x) => x, [1, 2], [[0], [2]]), 'row 1 of the pattern names column 2'],
    ['a pattern with a column twice', () => sparseJacobian((x) => x, [1, 2], [[0, 0], [1]]), 'twice'],
  ])('%s', (_, action, words) => expect(messageOf(action)).toContain(words));
});
