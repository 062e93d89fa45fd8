import { expect, test } from 'vitest';
import { parse } from '@chainrule/symbolic';
import { valuesAt } from './formula.js';
import { gridOf, places, within, worthShowing } from './sample.js';

const curve = (text: string): Float64Array => valuesAt(parse(text), { x: places([-5, 5], 501) });

test('all of a curve without poles is shown', () => {
  const [low, high] = worthShowing(curve('x^2'));
  expect(low).toBeLessThanOrEqual(0);
  expect(high).toBeGreaterThanOrEqual(25);
});

test('a pole does not flatten the rest, and no line crosses it', () => {
  const y = curve('1/x');
  const shown = worthShowing(y);
  expect(shown[1]).toBeLessThan(12);
  expect(shown[1]).toBeGreaterThan(1);
  const drawn = within(curve('1/x^3'), shown);
  expect(drawn[249]).toBeNaN();
  expect(drawn[0]).toBeCloseTo(-1 / 125);
});

test('there is something to show of a constant, and of nothing', () => {
  const [low, high] = worthShowing(curve('3 + 0*x'));
  expect([low < 3, high > 3]).toEqual([true, true]);
  expect(worthShowing(curve('sqrt(-1 - x^2)'))).toEqual([-1, 1]);
});

test('a grid has a row for each height, from the lowest', () => {
  expect(Array.from(gridOf(parse('x + 10y'), ['x', 'y'], [0, 2], [0, 2], 3).values)).toEqual([0, 1, 2, 10, 11, 12, 20, 21, 22]);
});
