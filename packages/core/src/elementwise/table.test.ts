import { expect, it } from 'vitest';
import { checkEntry } from './checks/check-entry.js';
import { readRecorded } from './checks/recorded.js';
import { samples } from './samples.js';
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
