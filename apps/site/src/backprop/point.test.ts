import { expect, test } from 'vitest';
import { pointText } from './point-text.js';
import { pointOf } from './point.js';

test('a text gives variables their values; others have a standard one, and what there is not is left out', () => {
  const point = pointOf('x=-1.5, w = 2e-3,q=7', ['b', 'w', 'x']);
  expect(point).toEqual([
    { name: 'b', value: 2 },
    { name: 'w', value: 0.002 },
    { name: 'x', value: -1.5 },
  ]);
  expect(pointOf(pointText(point), ['b', 'w', 'x'])).toEqual(point);
});

test.each(['x', 'x=', '=3', 'x=NaN', 'x=1=2', 'x 1'])('%s is refused', (text) => {
  expect(() => pointOf(text, ['x'])).toThrow('does not give a variable a number');
});
