import { describe, expect, test } from 'vitest';
import type { Activation, Saturation } from './activation.js';
import { activations } from './table.js';

const list = Object.values(activations) as unknown as readonly Activation[];
const grid = Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 1000);
const far = [...grid, -1e300, -1e6, -1e3, 1e3, 1e6, 1e300];

/** Parameters other than the defaults, too: claims that depend on them must follow. */
const variants = list.flatMap((a) => {
  const names = Object.keys(a.parameters);
  return names.length === 0 ? [a] : [a, a.with(Object.fromEntries(names.map((name) => [name, a.parameters[name]! + 0.7])))];
});

describe.each(variants.map((a) => [`${a.key} ${JSON.stringify(a.parameters)}`, a] as const))('%s', (_, a) => {
  test('has the range it says', () => {
    const values = far.map((x) => a.value(x));
    const [lowest, highest] = a.range;
    const least = values.reduce((m, y) => Math.min(m, y));
    const most = values.reduce((m, y) => Math.max(m, y));
    expect(least).toBeGreaterThanOrEqual(lowest - 1e-15);
    expect(most).toBeLessThanOrEqual(highest);
    if (Number.isFinite(lowest)) expect(least - lowest).toBeLessThan(1e-6);
    else expect(least).toBeLessThan(-1e3);
    if (Number.isFinite(highest)) expect(highest - most).toBeLessThan(1e-5);
    else expect(most).toBeGreaterThan(1e5);
  });

  test('has the kinks it says, and no others', () => {
    const step = 1e-6;
    const slopeAt = (x: number, side: number): number => (a.value(x + 2 * side * step) - a.value(x + side * step)) / (side * step);
    for (const { at, left, right } of a.kinks) {
      expect(slopeAt(at, -1)).toBeCloseTo(left, 4);
      expect(slopeAt(at, 1)).toBeCloseTo(right, 4);
    }
    const near = (x: number): boolean => a.kinks.some(({ at }) => Math.abs(x - at) < 2e-3);
    const bends = Array.from({ length: 4000 }, (_, i) => -10 + i / 200 + 1e-4).filter(
      (x) => !near(x) && Math.abs(a.derivative(x + 1e-3) - a.derivative(x - 1e-3)) > 1e-2,
    );
    expect(bends).toEqual([]);
  });

  test('saturates where it says, and only there', () => {
    const dies = (x: number): boolean => Math.abs(a.derivative(x)) < 1e-9;
    const found: Saturation = dies(-1e6) ? (dies(1e6) ? 'both' : 'left') : dies(1e6) ? 'right' : 'none';
    expect(found).toBe(a.saturates);
  });

  test('has the slope that differences show', () => {
    for (const x of [-7.3, -2.1, -0.83, -0.31, 0.27, 0.71, 1.9, 4.7]) {
      if (a.kinks.some(({ at }) => Math.abs(x - at) < 0.01)) continue;
      const h = 1e-5;
      expect((a.value(x + h) - a.value(x - h)) / (2 * h)).toBeCloseTo(a.derivative(x), 8);
    }
  });
});

test('the table is complete and says what to do', () => {
  expect(list.map(({ key }) => key)).toEqual(Object.keys(activations));
  for (const { advice } of list) expect(advice).toMatch(/initialisation/);
});
