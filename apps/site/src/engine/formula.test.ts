import { evaluate } from '@chainrule/core';
import { derivative } from '@chainrule/symbolic';
import { expect, test } from 'vitest';
import { curvatureAt, read, slopeAt, slopesAt, valueAt, valuesAt } from './formula.js';

const point = { x: 0.7, y: -1.3 };
const [alongX, alongY] = [{ x: 1 }, { y: 1 }];

test.each(['x^2*y + sin(x*y)', 'exp(-x^2/2)*y^3', 'besselj(2, x) + erf(x*y)', 'where(y > 0, x^2, x*y^2)', 'abs(y)^1.5'])(
  'value, slopes and curvatures of %s are those of its derivatives',
  async (text) => {
    const f = await read(text, ['x', 'y']);
    expect(valueAt(f, point)).toBe(evaluate(f, point));
    const [fx, fy] = [derivative(f, 'x'), derivative(f, 'y')];
    expect(slopeAt(f, point, alongX)).toBeCloseTo(evaluate(fx, point), 12);
    expect(slopeAt(f, point, { x: 3, y: 4 })).toBeCloseTo(3 * evaluate(fx, point) + 4 * evaluate(fy, point), 12);
    expect(curvatureAt(f, point, alongX, alongX)).toBeCloseTo(evaluate(derivative(fx, 'x'), point), 12);
    expect(curvatureAt(f, point, alongX, alongY)).toBeCloseTo(evaluate(derivative(fx, 'y'), point), 12);
    expect(curvatureAt(f, point, alongY, alongX)).toBeCloseTo(evaluate(derivative(fy, 'x'), point), 12);
  },
);

test('what does not change has no slope', async () => {
  const f = await read('7', ['x', 'y']);
  expect([slopeAt(f, point, alongX), curvatureAt(f, point, alongX, alongY)]).toEqual([0, 0]);
});

test('another variable is refused by its name', async () => {
  await expect(read('x*z', ['x', 'y'])).rejects.toThrow('"z" is another variable');
});

test('many points at once are each of them', async () => {
  const f = await read('where(y > 0, x^2*y, max(x, 1) - 3)', ['x', 'y']);
  const columns = { x: Float64Array.of(-2, 0.5, 3, 4), y: Float64Array.of(1, -1, 2, -5) };
  const points = [...columns.x].map((x, i) => ({ x, y: columns.y[i]! }));
  expect([...valuesAt(f, columns)]).toEqual(points.map((each) => valueAt(f, each)));
  expect([...slopesAt(f, columns, alongX)]).toEqual(points.map((each) => slopeAt(f, each, alongX)));
  expect([...valuesAt(await read('2 + 1', ['x']), { x: columns.x })]).toEqual([3, 3, 3, 3]);
  expect([...slopesAt(f, { ...points[2]! }, { x: Float64Array.of(1, 2) })]).toEqual([12, 24]);
});
