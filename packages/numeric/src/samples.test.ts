import { expect, it } from 'vitest';
import { derivative } from './derivative.js';
import { sample } from './samples.js';

it('f is called inside of the domain only, once at a place, and counted', () => {
  const called: number[] = [];
  const samples = sample(
    (x) => {
      called.push(x);
      return 2 * x;
    },
    [0, 1],
  );
  expect([0, 1, 0.5, 0.5, -0.1, 1.1, NaN].map(samples.at)).toEqual([0, 2, 1, 1, NaN, NaN, NaN]);
  expect(called).toEqual([0, 1, 0.5]);
  expect(samples.count()).toBe(3);
});

it('the search for finite values around a pole at the end of the domain stays inside too', () => {
  const f = (x: number): number => {
    if (x < 0 || x > 1) throw new Error(`called at ${x}`);
    return 1 / (1 - x);
  };
  expect(derivative(f, 1, { domain: [0, 1] }).status).toBe('undefined');
});
