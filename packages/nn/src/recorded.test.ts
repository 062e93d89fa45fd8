import { readFileSync } from 'node:fs';
import { compile } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { distanceFrom, recorded, type RecordedCase } from './test-support/recorded.js';

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tooling/reference/nn/layers-losses-activations.json', import.meta.url), 'utf8'),
) as { cases: RecordedCase[] };
// Activations are @chainrule/activations' own, and compared there.
const own = cases.filter(({ category }) => category !== 'activation');

describe('values and gradients in float64 are those that PyTorch recorded', () => {
  test.each(own.map((c) => [`${c.name} ${JSON.stringify(c.options).slice(0, 90)}`, c] as const))('%s', (_, c) => {
    expect(Object.keys(recorded)).toContain(c.name);
    expect(distanceFrom(c, (f) => f)).toBeLessThan(1e-10);
    expect(distanceFrom(c, (f) => compile(f as never) as typeof f)).toBeLessThan(1e-10);
  });
});
