import { ndarray } from '@chainrule/core';
import { advance, begin, sgd, type Schedule } from '@chainrule/optim';
import { requireIdentity } from '../identity.js';
import { casesOf, claim, type Promises, type TestCase } from '../test-case.js';

const steps = /* @__PURE__ */ (() => [...Array.from({ length: 400 }, (_, i) => i), 999, 1000, 12_345, 1e6, 1e9])();

/** What every schedule promises. */
const promises: Promises<Schedule> = {
  'it says that it is a schedule of contract 1': (schedule) => {
    requireIdentity(schedule, 'schedule');
  },
  'it gives a number at every step': (schedule) => {
    for (const step of steps) claim(typeof schedule(step) === 'number', () => `step ${step} gives ${String(schedule(step))}`);
  },
  'the rate is finite': (schedule) => {
    for (const step of steps)
      claim(!(Math.abs(schedule(step)) === Infinity) && !Number.isNaN(schedule(step)), () => `step ${step} gives ${schedule(step)}`);
  },
  'the rate is not negative': (schedule) => {
    for (const step of steps) claim(!(schedule(step) < 0), () => `step ${step} gives ${schedule(step)}`);
  },
  'the same step gives the same rate, in any order': (schedule) => {
    const forwards = steps.map((step) => schedule(step));
    const backwards = [...steps].reverse().map((step) => schedule(step)).reverse(); // prettier-ignore
    forwards.forEach((rate, i) => {
      claim(Object.is(rate, backwards[i]), () => `step ${steps[i]!} gives ${rate}, and later ${backwards[i]!}`);
    });
  },
  'an optimizer follows it': (schedule) => {
    let run = begin(sgd({ learningRate: schedule }), ndarray(0));
    let gone = 0;
    for (let step = 0; step < 5; step++) {
      run = advance(run, ndarray(1));
      gone -= schedule(step);
    }
    claim(
      Math.abs(run.params.item() - gone) <= 1e-12 * Math.max(1, Math.abs(gone)),
      () => `five steps went ${run.params.item()} instead of ${gone}`,
    );
  },
};

/**
 * What every schedule must do, as named tests: a finite rate that is not negative at every step from 0 on, the same whenever it is asked.
 *
 * @example
 * ```ts
 * import { cosine } from '@chainrule/optim';
 * import { testSchedule } from '@chainrule/testing';
 * for (const { run } of testSchedule(cosine({ from: 0.1, steps: 100 }))) run();
 * ```
 */
export const testSchedule = (schedule: Schedule): TestCase[] => casesOf(promises, schedule);
