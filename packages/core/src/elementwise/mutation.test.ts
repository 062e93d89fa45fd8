import { expect, it } from 'vitest';
import { faults } from './checks/check-entry.js';
import { mutantsOf } from './checks/mutants.js';
import { readRecorded } from './checks/recorded.js';
import { samples } from './samples.js';
import { elementwise, type ElementwiseName } from './table.js';

const recorded = readRecorded();
const total = { made: 0, caught: 0 };

it.each(Object.keys(elementwise) as ElementwiseName[])('the table test catches every mutant of %s', (name) => {
  const evidence = { name, samples: samples[name], recorded: recorded[name]!, table: elementwise };
  const survivors: string[] = [];
  for (const { what, fn } of mutantsOf(elementwise[name], samples[name], recorded[name]!)) {
    total.made++;
    if (faults(fn, evidence).next().done === true) survivors.push(what);
    else total.caught++;
  }
  expect(survivors).toEqual([]);
});

it('made enough mutants', () => {
  if (process.env['SHOW_MUTANTS']) console.log(`${total.caught} of ${total.made} mutants caught`);
  expect(total.made).toBeGreaterThan(3000);
  expect(total.caught).toBe(total.made);
});
