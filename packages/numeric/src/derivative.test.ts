import { isChainruleError } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptive } from './adaptive.js';
import type { Complex } from './complex.js';
import { complexStep } from './complex-step.js';
import { derivative } from './derivative.js';
import type { Method } from './estimate.js';
import { fornbergWeights } from './fornberg.js';
import { richardson } from './richardson.js';
import { backward, central, forward, stencil } from './stencil.js';

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (isChainruleError(error)) return error.code;
    throw error;
  }
  return 'nothing thrown';
};

describe('what derivative tells beside the value', () => {
  it('bounds its error and counts its calls', () => {
    let calls = 0;
    const estimate = derivative((x) => {
      calls++;
      return Math.sin(x);
    }, 1);
    expect(estimate.status).toBe('ok');
    expect(Math.abs(estimate.value - Math.cos(1))).toBeLessThanOrEqual(estimate.errorBound);
    expect(estimate.errorBound).toBeLessThan(1e-13);
    expect(estimate.evaluations).toBe(calls);
    expect(estimate.step).toBeGreaterThan(0);
  });
  it('says that f is noisy, and bounds what the noise costs', () => {
    const estimate = derivative((x) => 1e-6 * Math.round(1e6 * Math.exp(x)), 0.3);
    expect(estimate.status).toBe('noisy');
    expect(Math.abs(estimate.value - Math.exp(0.3))).toBeLessThanOrEqual(estimate.errorBound);
  });
  it('is undefined where f has no finite value', () => {
    expect(derivative(Math.log, 0)).toMatchObject({ status: 'undefined', value: NaN });
    expect(derivative((x) => (x === 2 ? 1 : NaN), 2).status).toBe('undefined');
  });
  it('goes beyond order 4', () => {
    for (const order of [5, 6]) {
      const { value, errorBound } = derivative(Math.exp, 1, { order });
      expect(Math.abs(value - Math.E)).toBeLessThanOrEqual(errorBound);
      expect(errorBound).toBeLessThan(1e-4);
    }
  });
  it('believes a noise that is given', () => {
    const { errorBound } = derivative(Math.sin, 1, { noise: 1e-6 });
    expect(errorBound).toBeGreaterThan(1e-7);
  });
  it('stops early at a tolerance', () => {
    const loose = derivative(Math.exp, 1, { tolerance: 1e-4 });
    expect(loose.evaluations).toBeLessThan(derivative(Math.exp, 1).evaluations);
    expect(Math.abs(loose.value / Math.E - 1)).toBeLessThan(1e-4);
  });
});

describe('laws that hold for every function', () => {
  const point = fc.double({ min: -3, max: 3, noNaN: true });
  it('is linear: (a·f + b·g)′ = a·f′ + b·g′ within the bounds', () => {
    fc.assert(
      fc.property(point, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (x, a, b) => {
        const both = derivative((t) => a * Math.sin(t) + b * Math.exp(t), x);
        const exact = a * Math.cos(x) + b * Math.exp(x);
        expect(Math.abs(both.value - exact)).toBeLessThanOrEqual(3 * both.errorBound + 1e-15 * (Math.abs(a) + Math.abs(b) * Math.exp(x)));
      }),
    );
  });
  it('f is never called outside of the domain, whatever method is used', () => {
    const methods: Method[] = [adaptive(), central(), central({ order: 6 }), richardson(central()), stencil([-1, 0, 1])];
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.constantFrom(...methods),
        fc.integer({ min: 1, max: 2 }),
        (x, method, order) => {
          const f = (t: number): number => {
            if (t < 0 || t > 1) throw new Error(`called at ${t}`);
            return Math.sqrt(t * (1 - t));
          };
          derivative(f, x, { domain: [0, 1], method, order });
        },
      ),
    );
  });
  it('at the ends of the domain samples come from inside', () => {
    for (const [x, slope] of [
      [0, 1],
      [1, Math.E],
    ] as const) {
      const { value, errorBound } = derivative(Math.exp, x, { domain: [0, 1] });
      expect(Math.abs(value - slope)).toBeLessThanOrEqual(errorBound);
      expect(errorBound).toBeLessThan(1e-10);
    }
  });
});

describe('Fornberg weights', () => {
  it.each([
    [[-1, 0, 1], 1, [-0.5, 0, 0.5]],
    [[-1, 0, 1], 2, [1, -2, 1]],
    [[0, 1, 2], 1, [-1.5, 2, -0.5]],
    [[-2, -1, 0, 1, 2], 4, [1, -4, 6, -4, 1]],
  ])('%j, order %d', (offsets, order, weights) => {
    fornbergWeights(offsets, order).forEach((w, k) => expect(w).toBeCloseTo(weights[k]!, 12));
  });
  it('are exact for every polynomial they have enough offsets for', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 5, maxLength: 8 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), (places, order, power) => {
        const weights = fornbergWeights(places, order);
        const sum = weights.reduce((total, w, k) => total + w * places[k]! ** power, 0);
        const exact = power === order ? [1, 1, 2, 6, 24][order]! : 0;
        const size = weights.reduce((total, w, k) => total + Math.abs(w * places[k]! ** power), 1);
        expect(Math.abs(sum - exact) / size).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('methods are values', () => {
  const cases: readonly (readonly [Method, number])[] = [
    [forward({ order: 1 }), 1e-6],
    [forward({ order: 2 }), 1e-8],
    [forward({ order: 4 }), 1e-10],
    [backward({ order: 2 }), 1e-8],
    [backward({ order: 3 }), 1e-9],
    [central(), 1e-9],
    [central({ order: 4 }), 1e-11],
    [central({ order: 8 }), 1e-12],
    [stencil([-2, -1, 0, 3]), 1e-9],
    [richardson(), 1e-12],
    [richardson(forward({ order: 1 })), 1e-9],
    [richardson(central({ order: 4 })), 1e-12],
    [adaptive(), 1e-13],
  ];
  it.each(cases.map(([method, error]) => ({ name: method.name, method, error })))(
    '$name: error below $error, and below its bound',
    ({ method, error }) => {
      for (const [f, x, exact] of [
        [Math.exp, 0.5, Math.exp(0.5)],
        [Math.sin, 1, Math.cos(1)],
        [Math.log, 3, 1 / 3],
      ] as const) {
        const { value, errorBound } = derivative(f, x, { method });
        expect(Math.abs(value - exact)).toBeLessThan(error);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(errorBound);
      }
    },
  );
  it.each([1, 2, 4, 6])('the error of a method of order p falls with hᵖ', (order) => {
    for (const make of order % 2 === 0 ? [forward, backward, central] : [forward, backward]) {
      const error = (step: number): number => Math.abs(derivative(Math.exp, 0, { method: make({ order, step }) }).value - 1);
      expect(Math.log2(error(0.2) / error(0.1))).toBeCloseTo(order, -0.5);
    }
  });
  it('second derivatives of fixed steps', () => {
    for (const method of [central(), central({ order: 4 }), forward({ order: 4 }), richardson()]) {
      expect(derivative(Math.sin, 1, { method, order: 2 }).value).toBeCloseTo(-Math.sin(1), 4);
    }
  });
});

describe('the complex step', () => {
  const rules: readonly (readonly [string, (z: Complex) => Complex, (x: number) => number])[] = [
    ['exp', (z) => z.exp(), Math.exp],
    ['log', (z) => z.log(), (x) => 1 / x],
    ['sqrt', (z) => z.sqrt(), (x) => 1 / (2 * Math.sqrt(x))],
    ['sin', (z) => z.sin(), Math.cos],
    ['cos', (z) => z.cos(), (x) => -Math.sin(x)],
    ['tan', (z) => z.tan(), (x) => 1 / Math.cos(x) ** 2],
    ['sinh', (z) => z.sinh(), Math.cosh],
    ['cosh', (z) => z.cosh(), Math.sinh],
    ['tanh', (z) => z.tanh(), (x) => 1 / Math.cosh(x) ** 2],
    ['atan', (z) => z.atan(), (x) => 1 / (1 + x * x)],
    ['z³', (z) => z.pow(3), (x) => 3 * x * x],
    ['z⁻²', (z) => z.pow(-2), (x) => -2 / x ** 3],
    ['z^2.5', (z) => z.pow(2.5), (x) => 2.5 * x ** 1.5],
    ['arithmetic', (z) => z.add(1).sub(z.neg()).div(z.mul(z).add(2)), (x) => (4 - 2 * x - 2 * x * x) / (x * x + 2) ** 2],
  ];
  it.each(rules)('%s to the last digits', (_, f, exact) => {
    for (const x of [0.3, 1.2, 2.9]) {
      expect(derivative(f, x, { method: complexStep() }).value / exact(x)).toBeCloseTo(1, 13);
    }
  });
  it('refuses what it cannot do', () => {
    expect(codeOf(() => derivative((z: Complex) => z, 1, { method: complexStep(), order: 2 }))).toBe('unsupported');
    expect(codeOf(() => derivative(((z: number) => Math.sin(z)) as never, 1, { method: complexStep() }))).toBe('argument');
  });
});

describe('bad input is refused with a code and a name', () => {
  it.each<[string, () => unknown, string]>([
    ['f NaN everywhere', () => derivative(() => NaN, 1), 'numerical'],
    ['f infinite everywhere', () => derivative(() => Infinity, 1), 'numerical'],
    [
      'f throwing',
      () =>
        derivative(() => {
          throw new Error('boom');
        }, 1),
      'argument',
    ],
    ['f returning text', () => derivative((() => 'text') as never, 1), 'argument'],
    ['f returning nothing', () => derivative((() => undefined) as never, 1), 'argument'],
    ['f no function', () => derivative(3 as never, 1), 'argument'],
    ['x infinite', () => derivative(Math.sin, Infinity), 'argument'],
    ['x NaN', () => derivative(Math.sin, NaN), 'argument'],
    ['x outside', () => derivative(Math.sin, 2, { domain: [0, 1] }), 'domain'],
    ['an empty domain', () => derivative(Math.sin, 1, { domain: [2, 1] }), 'domain'],
    ['a domain of one point', () => derivative(Math.sin, 1, { domain: [1, 1] }), 'domain'],
    ['a domain that is no number', () => derivative(Math.sin, 1, { domain: [NaN, 1] }), 'domain'],
    ['order 0', () => derivative(Math.sin, 1, { order: 0 }), 'argument'],
    ['order 1.5', () => derivative(Math.sin, 1, { order: 1.5 }), 'argument'],
    ['negative noise', () => derivative(Math.sin, 1, { noise: -1 }), 'argument'],
    ['no room for a fixed step', () => derivative(Math.sin, 1, { domain: [0, 1], method: forward() }), 'domain'],
    ['an odd central order', () => central({ order: 3 }), 'argument'],
    ['a step of 0', () => forward({ step: 0 }), 'argument'],
    ['too few offsets', () => derivative(Math.sin, 1, { method: stencil([0, 1]), order: 2 }), 'argument'],
    ['equal offsets', () => stencil([1, 1]), 'argument'],
  ])('%s', (_, action, code) => expect(codeOf(action)).toBe(code));
  it('the message names the place and the reason', () => {
    expect(() =>
      derivative(() => {
        throw new Error('boom');
      }, 1),
    ).toThrow(/\[derivative\] f threw "Error: boom" at x = 1/);
    expect(() => derivative((() => 'text') as never, 2)).toThrow(/returned a string, not a number, at x = 2/);
  });
});
