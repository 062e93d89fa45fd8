import { expect, test } from 'vitest';
import { contoursOf, levelsOf } from './contours.js';
import { domainOf, extentOf } from './extent.js';
import { sampleGrid } from './sample-grid.js';
import { thin } from './thin.js';

test('contours of a bowl are circles of the right radius around the right place', () => {
  const grid = sampleGrid((x, y) => (x - 1) ** 2 + (y + 2) ** 2, [-4, 6], [-7, 3], { columns: 101, rows: 81 });
  for (const { level, rings } of contoursOf({ kind: 'contour', grid, levels: [1, 4, 9] })) {
    const hole = rings.at(-1)!;
    expect(hole.length).toBeGreaterThan(20);
    for (const [x, y] of hole) expect(Math.hypot(x - 1, y + 2)).toBeCloseTo(Math.sqrt(level), 1);
  }
});

test('levels of a bowl are evenly spaced in distance from its middle', () => {
  const grid = sampleGrid((x, y) => 3 + x * x + y * y, [-1, 1], [0, 0.0001], { columns: 3 });
  const radii = levelsOf(grid, 4).map((level) => Math.sqrt(level - 3));
  radii.forEach((radius, i) => expect(radius).toBeCloseTo(i / 4, 4));
});

test('what is not finite is high ground, and no level', () => {
  const grid = sampleGrid((x) => (x > 1 ? Infinity : x), [0, 2], [0, 2], { columns: 9 });
  expect(levelsOf(grid, 3).every(Number.isFinite)).toBe(true);
  expect(contoursOf({ kind: 'contour', grid })).toHaveLength(12);
});

test('an extent passes over what is not finite', () => {
  expect(extentOf([NaN, 3, -Infinity, -1])).toEqual([-1, 3]);
  expect(extentOf([NaN])).toBeUndefined();
});

test.each([
  [[5, 5], 'linear', [2.5, 7.5]],
  [[0], 'linear', [-0.5, 0.5]],
  [[], 'linear', [0, 1]],
  [[-1, 0, 4], 'log', [2, 8]],
] as const)('the domain of %j on a %s axis is widened to %j', (x, scale, domain) => {
  expect(
    domainOf(
      { kind: 'chart', title: '', description: '', x: { label: '', scale }, y: { label: '' }, marks: [{ kind: 'line', x, y: x }] },
      'x',
    ),
  ).toEqual(domain);
});

test('thinning keeps ends, order, and every peak', () => {
  const y = Float64Array.from({ length: 10_000 }, (_, i) => (i === 3333 ? 50 : i === 7777 ? -50 : Math.sin(i)));
  const kept = thin(
    y.map((_, i) => i),
    y,
    200,
  );
  expect(kept.length).toBeLessThanOrEqual(203);
  expect([kept[0]![0], kept.at(-1)![0]]).toEqual([0, 9999]);
  expect(kept.map(([x]) => x)).toEqual([...kept.map(([x]) => x)].sort((a, b) => a - b));
  expect(kept).toContainEqual([3333, 50]);
  expect(kept).toContainEqual([7777, -50]);
});
