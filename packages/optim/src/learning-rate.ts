import { checkOptions, notNegative } from './check-options.js';
import type { Schedule } from './schedules/schedule.js';

/** A number, or a function from the step (0 for the first) to one. */
export type LearningRate = number | Schedule;

/** The learning rate as a function of the step. Throws `argument` for NaN, infinite and negative rates, at once or at the step that gives one. */
export function rateOf(operation: string, learningRate: LearningRate): Schedule {
  const check = (rate: number): number => {
    checkOptions(operation, { learningRate: [rate, notNegative] });
    return rate;
  };
  if (typeof learningRate === 'function') return (step) => check(learningRate(step));
  const rate = check(learningRate);
  return () => rate;
}
