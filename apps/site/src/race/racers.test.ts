import { optimizers } from '@chainrule/optim';
import { expect, test } from 'vitest';
import { pathOf } from './path.js';
import { racersOf, racersText, startingRates } from './racers.js';

const bowl = {
  value: ([x, y]: Float64Array) => x! ** 2 + 3 * y! ** 2,
  gradient: ([x, y]: Float64Array) => Float64Array.of(2 * x!, 6 * y!),
  hessianProduct: (_: Float64Array, v: Float64Array) => v,
};

test('every optimizer of the table can race, and gets lower', () => {
  expect(Object.keys(startingRates).sort()).toEqual(Object.keys(optimizers).sort());
  for (const [name, rate] of Object.entries(startingRates)) {
    const make = optimizers[name as keyof typeof optimizers] as (options: object) => Parameters<typeof pathOf>[1];
    const { points, values } = pathOf(bowl, make({ learningRate: rate }), [1, -0.8], 60);
    expect(points).toHaveLength(61);
    expect(values.at(-1)! < values[0]!, name).toBe(true);
  }
});

test('racers are kept in an address, and what is none is left out', () => {
  const racers = racersOf('adam:0.2,sgd,adam:1,nobody:3,constructor,lion:NaN');
  expect(racers).toEqual([
    { name: 'adam', rate: 0.2 },
    { name: 'sgd', rate: 0.01 },
    { name: 'lion', rate: 0.03 },
  ]);
  expect(racersOf(racersText(racers))).toEqual(racers);
});
