import { describe, expect, it } from 'vitest';
import { stepSweep, type StepSweepRow } from './step-sweep.js';
import { central } from './stencil.js';
import { readReference } from './test-support/reference.js';

const cube = (x: number): number => x ** 3;
const reference = JSON.parse(readReference('ucurve.json')) as StepSweepRow[];

/** Slope of log error over log h for steps between two limits, by least squares. */
function slope(rows: readonly StepSweepRow[], key: 'forward' | 'central', from: number, to: number): number {
  const points = rows
    .filter((row) => row.h >= from && row.h <= to && row[key] > 0)
    .map((row) => [Math.log(row.h), Math.log(row[key])] as const);
  const mean = (k: 0 | 1): number => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
}

describe('the U-curve of x³ at 2', () => {
  const sweep = stepSweep(cube, 2, { exact: 12 });
  it('has the steps and, where truncation rules, the errors of the reference', () => {
    expect(sweep).toHaveLength(reference.length);
    sweep.forEach((row, k) => {
      expect(row.h / reference[k]!.h).toBeCloseTo(1, 10);
      if (row.h > 1e-3) expect(row.forward / reference[k]!.forward).toBeCloseTo(1, 6);
    });
  });
  it('falls with h and h² on the right', () => {
    expect(slope(sweep, 'forward', 1e-6, 1e-2)).toBeCloseTo(1, 1);
    expect(slope(sweep, 'central', 1e-4, 1e-1)).toBeCloseTo(2, 1);
  });
  it('stays below an envelope of slope −1 on the left', () => {
    for (const { h, forward, central } of sweep) {
      if (h > 1e-9 || h < 1e-15) continue;
      // Rounding of f and of x ± h, which moves the sample by half an ulp of x.
      const envelope = (8 * 2 ** -53 * 2 + 12 * 2 ** -53 * 2) / h;
      expect(forward).toBeLessThan(2 * envelope);
      expect(central).toBeLessThan(2 * envelope);
    }
  });
  it('has its valleys where theory puts them', () => {
    expect(sweep.theory.forward.h).toBeCloseTo(1.72e-8, 9);
    expect(sweep.theory.central.h).toBeCloseTo(7.6e-6, 7);
    for (const key of ['forward', 'central'] as const) {
      const { h } = sweep.theory[key];
      const around = sweep.filter((row) => row.h >= h / 2 && row.h <= 2 * h);
      const worst = Math.max(...around.map((row) => row[key]));
      expect(worst).toBeLessThan({ forward: 1.0e-6, central: 1.0e-9 }[key]);
      expect(sweep.measured[key].error).toBeLessThanOrEqual(worst);
    }
  });
});

describe('options', () => {
  it('measures f′ where it is not given, and sweeps other methods too', () => {
    const sweep = stepSweep(Math.sin, 1, { from: 0.1, to: 0.001, perDecade: 1, methods: [central({ order: 4 })] });
    expect(sweep.exact).toBeCloseTo(Math.cos(1), 13);
    [0.1, 0.01, 0.001].forEach((h, k) => expect(sweep[k]!.h).toBeCloseTo(h, 15));
    const errors = sweep.map((row) => row.others!['central, order 4']!);
    expect(Math.log10(errors[0]! / errors[1]!)).toBeCloseTo(4, 1);
  });
  it('refuses steps that lead nowhere', () => {
    expect(() => stepSweep(Math.sin, 1, { from: 1e-3, to: 1 })).toThrow(/\[stepSweep\]/);
  });
});
