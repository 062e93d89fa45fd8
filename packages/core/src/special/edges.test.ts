import { expect, it } from 'vitest';
import * as special from './index.js';

/** Values that must be met exactly: signed zeros, infinities, poles, and what is out of the domain. */
const edges: Record<string, [given: number[], value: number][]> = {
  erf: [
    [[0], 0],
    [[-0], -0],
    [[Infinity], 1],
    [[-Infinity], -1],
  ],
  erfc: [
    [[0], 1],
    [[-0], 1],
    [[Infinity], 0],
    [[-Infinity], 2],
    [[28], 0],
  ],
  erfcx: [
    [[0], 1],
    [[Infinity], 0],
    [[-Infinity], Infinity],
    [[-27], Infinity],
  ],
  gamma: [
    [[0], Infinity],
    [[-0], -Infinity],
    [[-1], NaN],
    [[-170], NaN],
    [[Infinity], Infinity],
    [[-Infinity], NaN],
    [[171.7], Infinity],
    [[-190.5], -0],
    [[-191.5], 0],
  ],
  logGamma: [
    [[0], Infinity],
    [[-3], Infinity],
    [[1], 0],
    [[2], 0],
    [[Infinity], Infinity],
    [[-Infinity], Infinity],
    [[1e308], Infinity],
  ],
  digamma: [
    [[0], -Infinity],
    [[-0], Infinity],
    [[-2], NaN],
    [[Infinity], Infinity],
    [[-Infinity], NaN],
  ],
  polygamma: [
    [[0, 0], -Infinity],
    [[1, 0], Infinity],
    [[1, -3], Infinity],
    [[2, -3], NaN],
    [[1, Infinity], 0],
    [[2, Infinity], -0],
    [[-1, 2], NaN],
    [[1.5, 2], NaN],
    [[1, -Infinity], NaN],
  ],
  zeta: [
    [[0], -0.5],
    [[1], Infinity],
    [[Infinity], 1],
    [[-Infinity], NaN],
    [[-2], 0],
    [[-4], 0],
    [[-300], 0],
    [[2000], 1],
  ],
  zetaDerivative: [
    [[0, 0], -0.5],
    [[1, 1], -Infinity],
    [[2, 1], Infinity],
    [[1, Infinity], 0],
    [[-1, 2], NaN],
    [[0.5, 2], NaN],
  ],
  sineIntegral: [
    [[0], 0],
    [[-0], -0],
    [[Infinity], Math.PI / 2],
    [[-Infinity], -Math.PI / 2],
  ],
  cosineIntegral: [
    [[0], -Infinity],
    [[-0], -Infinity],
    [[Infinity], 0],
    [[-Infinity], 0],
  ],
  exponentialIntegral: [
    [[0], -Infinity],
    [[-0], -Infinity],
    [[Infinity], Infinity],
    [[-Infinity], -0],
    [[717], Infinity],
    [[-750], -0],
  ],
  besselJ: [
    [[0, 0], 1],
    [[1, 0], 0],
    [[0, Infinity], 0],
    [[3, -Infinity], 0],
    [[1000, 70], 0],
    [[0.5, 1], NaN],
    [[1, 5e-324], 0],
  ],
  lambertW: [
    [[0], 0],
    [[-0], -0],
    [[Infinity], Infinity],
    [[-1 / Math.E], -1],
    [[-0.3678794411714424], NaN],
    [[-Infinity], NaN],
    [[-1], NaN],
    [[1e-300], 1e-300],
  ],
  airyAi: [
    [[Infinity], 0],
    [[-Infinity], 0],
    [[200], 0],
  ],
  airyAiPrime: [
    [[Infinity], -0],
    [[-Infinity], NaN],
    [[200], -0],
  ],
  sinc: [
    [[0], 1],
    [[-0], 1],
    [[Infinity], 0],
    [[-Infinity], 0],
    [[5e-324], 1],
  ],
  sincDerivative: [
    [[1, 0], 0],
    [[2, 0], -1 / 3],
    [[4, 0], 1 / 5],
    [[3, Infinity], 0],
    [[-1, 1], NaN],
    [[0.5, 1], NaN],
  ],
  portableExp: [
    [[0], 1],
    [[-0], 1],
    [[Infinity], Infinity],
    [[-Infinity], 0],
    [[710], Infinity],
    [[-746], 0],
    [[1e300], Infinity],
    [[-1e300], 0],
  ],
  portableLog: [
    [[0], -Infinity],
    [[-0], -Infinity],
    [[1], 0],
    [[-1], NaN],
    [[Infinity], Infinity],
    [[-Infinity], NaN],
  ],
  portableCos: [
    [[0], 1],
    [[-0], 1],
    [[Infinity], NaN],
    [[-Infinity], NaN],
  ],
  portableSin: [
    [[0], 0],
    [[-0], -0],
    [[Infinity], NaN],
    [[-Infinity], NaN],
  ],
};

const functions = special as unknown as Record<string, (...given: number[]) => number>;
const cases = Object.entries(edges).flatMap(([name, rows]) => rows.map(([given, value]) => ({ name, given, value })));

it('covers every function', () => {
  expect(Object.keys(edges).sort()).toEqual(Object.keys(special).sort());
});

it.each(cases)('$name($given) = $value', ({ name, given, value }) => {
  expect(functions[name]!(...given)).toBe(value);
});

it.each(Object.entries(edges))('%s of NaN is NaN', (name, rows) => {
  expect(functions[name]!(...rows[0]![0].slice(1), NaN)).toBeNaN();
});

it('meets the factorials exactly as far as they are doubles', () => {
  let factorial = 1;
  for (let n = 1; n <= 23; factorial *= n++) expect(special.gamma(n)).toBe(factorial);
});

it('orders too large for a recurrence give NaN at once, and the largest allowed still end', () => {
  const start = performance.now();
  for (const x of [0.5, 3.7, 1e3, 1e6, 1e10, 1e300]) {
    for (const n of [1e7, 1e10, 1e15]) {
      expect(special.besselJ(n, x)).toBeNaN();
      expect([special.polygamma(n, x), special.zetaDerivative(n, x), special.sincDerivative(n, x)]).toEqual([NaN, NaN, NaN]);
    }
    for (const n of [1e6 - 1, 1e6]) special.besselJ(n, x);
  }
  // Endless without the limit; generous, since this says "it ends", not how fast.
  expect(performance.now() - start).toBeLessThan(20_000);
});
