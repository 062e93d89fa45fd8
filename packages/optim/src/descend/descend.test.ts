import { key, ndarray, normal, type Objective } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { adam } from '../optimizers/adam.js';
import { lbfgs } from '../optimizers/lbfgs.js';
import { sgd } from '../optimizers/sgd.js';
import { extremeCurvature } from './curvature.js';
import { descend } from './descend.js';
import type { Verdict } from './trace.js';

const parabola = (x: number) => x * x - 6 * x + 5;

describe("the chapter's exercise: x² − 6x + 5 from 15, 50 steps", () => {
  const cases: readonly [rate: number, verdict: Verdict, says: RegExp][] = [
    [0.01, 'converging', /every step goes down, and the slope shrinks by a factor of 0\.98 a step/],
    [0.1, 'converged', /the slope fell from 24 to 0\.00034/],
    [0.9, 'swinging', /coming closer, by a factor of 0\.8 a step.*2\/2 = 1/],
    [1.1, 'diverged', /learning rate 1\.1 is above the largest safe one.*2\/2 = 1/],
  ];
  test.each(cases)('rate %d: %s', (learningRate, verdict, says) => {
    const trace = descend(parabola, { from: 15, learningRate, steps: 50 });
    expect(trace.steps.length).toBe(51);
    trace.steps.forEach(({ point, value, step }) => {
      const exact = 3 + 12 * (1 - 2 * learningRate) ** step;
      expect(Math.abs(point - exact)).toBeLessThan(1e-6 * Math.max(1, Math.abs(exact)));
      expect(value).toBe(parabola(point));
    });
    expect(trace.verdict, trace.reason).toBe(verdict);
    expect(trace.reason).toMatch(says);
    expect(trace.curvature).toBeCloseTo(2, 6);
    expect(trace.largestSafeRate).toBeCloseTo(1, 6);
    expect(trace.bestRate).toBeCloseTo(0.5, 6);
  });
  test('the best rate arrives in one step', () => {
    expect(descend(parabola, { from: 15, learningRate: 0.5, steps: 1 }).point).toBeCloseTo(3, 6);
  });
});

const rosenbrock: Objective<readonly number[]> = {
  value: ([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)],
};
const bowl = (...curvatures: number[]): Objective<readonly number[]> => ({
  value: (p) => p.reduce((sum, x, i) => sum + (curvatures[i]! * x * x) / 2, 0),
  gradient: (p) => p.map((x, i) => curvatures[i]! * x),
});

const verdicts: readonly [name: string, run: () => ReturnType<typeof descend<readonly number[]>>, Verdict, RegExp?][] = [
  ['a narrow valley, safe rate', () => descend(bowl(100, 1), { from: [1, 1], learningRate: 0.01, steps: 100 }), 'converging'],
  ['a narrow valley, given time', () => descend(bowl(100, 1), { from: [1, 1], learningRate: 0.01, steps: 2000 }), 'converged'],
  [
    'a narrow valley, near the edge',
    () => descend(bowl(100, 1), { from: [1, 1], learningRate: 0.0199, steps: 60 }),
    'swinging',
    /2\/100 = 0\.02/,
  ],
  ['a narrow valley, past the edge', () => descend(bowl(100, 1), { from: [1, 1], learningRate: 0.0201, steps: 500 }), 'diverged'],
  ['overflow', () => descend(bowl(100, 1), { from: [1, 1], learningRate: 10, steps: 500 }), 'diverged', /became (Infinity|NaN) after/],
  ['a rate that is far too small', () => descend(bowl(2, 1), { from: [1, 1], learningRate: 1e-8, steps: 50 }), 'stalled', /hardly moves/],
  ['a rate of zero', () => descend(bowl(2, 1), { from: [1, 1], learningRate: 0, steps: 50 }), 'stalled'],
  ['a start at the minimum', () => descend(bowl(2, 1), { from: [0, 0], learningRate: 0.1, steps: 5 }), 'converged'],
  ['a saddle', () => descend(bowl(2, -1), { from: [1, 0], learningRate: 0.4, steps: 200 }), 'stalled', /saddle point/],
  ['close to a saddle', () => descend(bowl(2, -1e-3), { from: [1, 1e-4], learningRate: 0.4, steps: 20 }), 'stalled', /near a saddle point/],
  [
    'L-BFGS, which evaluates the function itself',
    () => descend(rosenbrock, { from: [-1.2, 1], optimizer: lbfgs({ lineSearch: 'strong-wolfe' }), steps: 6 }),
    'converged',
  ],
  ['a maximum', () => descend(bowl(-2, -1), { from: [0, 0], learningRate: 0.4, steps: 5 }), 'stalled', /maximum/],
  ['a plateau', () => descend(bowl(0, 0), { from: [1, 1], learningRate: 0.4, steps: 5 }), 'stalled', /plateau/],
  ['a function without a bottom', () => descend(bowl(-2, -1), { from: [1, 0], learningRate: 0.4, steps: 50 }), 'diverged', /without bound/],
  ['Rosenbrock, on its way', () => descend(rosenbrock, { from: [-1.2, 1], learningRate: 0.001, steps: 1000 }), 'converging'],
  ['Rosenbrock, past the edge', () => descend(rosenbrock, { from: [-1.2, 1], learningRate: 0.01, steps: 1000 }), 'diverged'],
  ['Adam on a bowl', () => descend(bowl(100, 1), { from: [1, 1], optimizer: adam({ learningRate: 0.05 }), steps: 20 }), 'converging'],
];

describe('verdicts', () => {
  test.each(verdicts)('%s', (_, run, verdict, says = /\./) => {
    const trace = run();
    expect(trace.verdict, trace.reason).toBe(verdict);
    expect(trace.reason).toMatch(says);
  });

  test('noise that keeps the value jumping is not called anything', () => {
    const jumps = normal(key(3), [400]).data;
    let calls = 0;
    const noisy: Objective<number> = {
      value: (x) => x * x + Math.abs(jumps[calls++ % 400]!),
      gradient: (x) => 2 * x + 5 * jumps[calls++ % 400]!,
    };
    expect(descend(noisy, { from: 1, learningRate: 0.05, steps: 100 }).verdict).toBe('unknown');
  });
});

test('points are trees of numbers and arrays, and come back as they were given', () => {
  const value = ({ w, b, m }: { w: Float64Array; b: number; m: ReturnType<typeof ndarray> }) =>
    w[0]! ** 2 + (w[1]! - 2) ** 2 + (b - 1) ** 2 + m.pow(2).sum().item();
  const trace = descend(value, {
    from: { w: Float64Array.of(1, 1), b: 0, m: ndarray([[3]]) },
    optimizer: sgd({ learningRate: 0.3 }),
    steps: 60,
  });
  expect(trace.point.w).toBeInstanceOf(Float64Array);
  expect(trace.point.w[1]).toBeCloseTo(2, 6);
  expect(trace.point.b).toBeCloseTo(1, 6);
  expect(trace.point.m.shape).toEqual([1, 1]);
});

test('the safe rate is where plain descent begins to diverge, in ten dimensions', () => {
  const curvatures = Array.from({ length: 10 }, (_, i) => 1 + 3 * i);
  const from = curvatures.map(() => 1);
  const { largestSafeRate, bestRate, smallestCurvature } = descend(bowl(...curvatures), { from, learningRate: 0.01, steps: 10 });
  expect(largestSafeRate).toBeCloseTo(2 / 28, 8);
  expect(smallestCurvature).toBeCloseTo(1, 6);
  expect(bestRate).toBeCloseTo(2 / 29, 6);
  const end = (learningRate: number) => descend(bowl(...curvatures), { from, learningRate, steps: 300 }).value;
  expect(end(0.99 * largestSafeRate)).toBeLessThan(1);
  expect(end(1.01 * largestSafeRate)).toBeGreaterThan(100);
});

test('extreme curvature is exact for small symmetric matrices', () => {
  const n = 6;
  const random = normal(key(9), [n, n]);
  const matrix = random.add(random.transpose());
  const product = (v: Float64Array) => matrix.matmul(ndarray(v, { shape: [n, 1] })).data as Float64Array;
  const { largest, smallest } = extremeCurvature(product, n)!;
  // det(A − λI) = 0 at both, and A − λI has no eigenvalue beyond: its quadratic form does not change sign.
  for (const seed of Array.from({ length: 50 }, (_, i) => i)) {
    const v = normal(key(seed), [n]).data as Float64Array;
    const quotient = product(v).reduce((sum, x, i) => sum + x * v[i]!, 0) / v.reduce((sum, x) => sum + x * x, 0);
    expect(quotient).toBeLessThanOrEqual(largest + 1e-12);
    expect(quotient).toBeGreaterThanOrEqual(smallest - 1e-12);
  }
  let v: Float64Array = new Float64Array(n).fill(1);
  for (let i = 0; i < 5000; i++) {
    const image = product(v).map((x, j) => x - smallest * v[j]!);
    v = image.map((x) => x / Math.hypot(...image));
  }
  expect(product(v).reduce((sum, x, i) => sum + x * v[i]!, 0)).toBeCloseTo(largest, 9);
});

describe('refuses', () => {
  test.each([
    ['a learning rate of NaN', () => descend(parabola, { from: 1, learningRate: NaN, steps: 5 }), 'learningRate is NaN'],
    ['a negative learning rate', () => descend(parabola, { from: 1, learningRate: -1, steps: 5 }), 'learningRate is -1'],
    ['steps of NaN', () => descend(parabola, { from: 1, learningRate: 1, steps: NaN }), 'steps is NaN'],
    [
      'a start where the function is not finite',
      () => descend((x: number) => Math.log(x), { from: -1, learningRate: 1, steps: 5 }),
      'the function is NaN where the descent begins',
    ],
    [
      'a point that is no number',
      () => descend((x: string) => x.length, { from: 'here', learningRate: 1, steps: 5 }),
      'a point of string is none',
    ],
  ])('%s', (_, run, says) => {
    expect(run).toThrow(says);
  });
});

test('contraction a step is the largest |1 − ηλ|, and a rate above the limit is warned of', () => {
  const trace = descend(bowl(10, 1), { from: [1, 1], learningRate: 0.1, steps: 100 });
  expect(trace.contraction).toBeCloseTo(0.9, 6);
  expect(trace.warning).toBeUndefined();
  const fast = descend(bowl(10, 1), { from: [1, 1], learningRate: 0.25, steps: 50 });
  expect(fast.contraction).toBeCloseTo(1.5, 6);
  expect(fast.warning).toBe('the learning rate 0.25 is above 0.2, the largest that is safe where the function curves most');
});
