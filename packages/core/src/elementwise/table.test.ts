import { describe, expect, it } from 'vitest';
import { defineWithoutValue } from '../expression/expr.js';
import { checkEntry } from './checks/check-entry.js';
import { readRecorded } from './checks/recorded.js';
import { samples } from './samples.js';
import { postOrder } from '../expression/fold.js';
import { functions } from './functions.js';
import { withValues } from './special-values.js';
import { elementwise, type ElementwiseName } from './table.js';

const recorded = readRecorded();
const entries = Object.keys(elementwise) as ElementwiseName[];

it('has recorded values for every entry and for nothing else', () => {
  expect(Object.keys(recorded).sort()).toEqual([...entries].sort());
  for (const name of entries) expect(recorded[name]!.points.length, name).toBeGreaterThan(0);
});

it.each(entries)('%s', (name) => {
  expect(checkEntry(elementwise[name], { name, samples: samples[name], recorded: recorded[name]!, table: elementwise })).toEqual([]);
});

describe('functions whose values are apart', () => {
  const apart = entries.filter((name) => elementwise[name].exact !== undefined);

  it('are the entries of the table', () => {
    for (const name of entries) expect(elementwise[name], name).toBe(functions[name]);
    expect(apart.toSorted()).toEqual(Object.keys(withValues).sort());
  });
  it.each(apart)('%s is exact where that is said', (name) => {
    for (const [x, y] of Object.entries(elementwise[name].exact!)) expect(elementwise[name].value(Number(x))).toBe(y);
  });
  it.each(apart)('%s brings along what its derivatives are made of', (name) => {
    const fn = elementwise[name];
    const within = [...fn.partials, ...fn.stablePartials, fn.definition].flatMap((rule) => (rule ? postOrder(rule) : []));
    const used = new Set(within.flatMap((node) => (node.fn?.exact && node.fn !== fn ? [node.fn] : [])));
    for (const other of used) expect(fn.companions, other.name).toContain(other);
  });
  it('say so where a bundle lacks the values', () => {
    const lacking = defineWithoutValue('lacking', { exact: {}, derivative: () => 1, rule: 'lack', latex: 'l' });
    expect(() => lacking.value(1)).toThrow(/^\[lacking\] this bundle has no values of lacking\n {2}hint: /);
  });
});
