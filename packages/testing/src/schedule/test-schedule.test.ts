import { constant, defineSchedule, schedules, type Schedule, type ScheduleName } from '@chainrule/optim';
import { describe, expect, test } from 'vitest';
import { failing, type Breach } from '../test-support/failing.js';
import { testSchedule } from './test-schedule.js';

/** One of each; a new schedule without one does not compile. */
const builtIn: Record<ScheduleName, Schedule> = {
  constant: schedules.constant(0.1),
  step: schedules.step({ from: 1, every: 10 }),
  multiStep: schedules.multiStep({ from: 1, at: [3, 7] }),
  exponential: schedules.exponential({ from: 1, factor: 0.9 }),
  polynomial: schedules.polynomial({ from: 1, steps: 50 }),
  cosine: schedules.cosine({ from: 1, steps: 50 }),
  cosineRestarts: schedules.cosineRestarts({ from: 1, period: 7, growth: 2 }),
  oneCycle: schedules.oneCycle({ peak: 1, steps: 40 }),
  cyclic: schedules.cyclic({ from: 0.1, to: 1, up: 8 }),
  warmup: schedules.warmup({ steps: 5 }, constant(1)),
  join: schedules.join([constant(1), constant(0.1)], { at: [10] }),
  wsd: schedules.wsd({ peak: 1, warmup: 5, stable: 20, decay: 10 }),
  reduceOnPlateau: schedules.reduceOnPlateau({ from: 1 }),
};

describe.each(Object.entries(builtIn))('%s', (_, schedule) => {
  test.each(testSchedule(schedule).map((each) => [each.name, each.run] as const))('%s', (__, run) => {
    run();
  });
});

let calls = 0;
const breaches: readonly Breach<Schedule>[] = [
  { breach: 'does not say what it is', caughtBy: 'it says that it is a schedule of contract 1', broken: (step) => 1 / (step + 1) },
  {
    breach: 'is written for a newer contract',
    caughtBy: 'it says that it is a schedule of contract 1',
    broken: Object.assign(() => 1, { '~chainrule': { kind: 'schedule', spec: 2, name: 'next' } }),
  },
  {
    breach: 'gives nothing after its last step',
    caughtBy: 'it gives a number at every step',
    broken: defineSchedule('short', (step) => [1, 0.5, 0.1][step]!),
  },
  { breach: 'divides by the step', caughtBy: 'the rate is finite', broken: defineSchedule('inverse', (step) => 1 / step) },
  { breach: 'goes below zero', caughtBy: 'the rate is not negative', broken: defineSchedule('line', (step) => 1 - step / 100) },
  {
    breach: 'counts its calls',
    caughtBy: 'the same step gives the same rate, in any order',
    broken: defineSchedule('counting', () => 1 / ++calls),
  },
  {
    breach: 'knows only one step at a time',
    caughtBy: 'an optimizer follows it',
    broken: (() => {
      let last = -1;
      return defineSchedule('alternating', (step) => (step === last ? 0.5 : ((last = step), 1)));
    })(),
  },
];

test.each(breaches.map((one) => [one.breach, one] as const))('a schedule that %s is caught by name', (_, { broken, caughtBy }) => {
  expect(failing(testSchedule(broken))).toContain(caughtBy);
});

test('every promise is broken by one of them', () => {
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(testSchedule(constant(1)).map(({ name }) => name).sort()); // prettier-ignore
});
