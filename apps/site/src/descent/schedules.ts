import { cosine, cyclic, exponential, oneCycle, step, warmup, type LearningRate } from '@chainrule/optim';
import type { ScheduleChoice } from './schedule-choices.js';

/** The choices as schedules over so many steps, from a rate to begin with. */
export const schedules: Readonly<Record<ScheduleChoice, (rate: number, steps: number) => LearningRate>> = {
  constant: (rate) => rate,
  step: (rate, steps) => step({ from: rate, every: steps / 5, factor: 0.5 }),
  exponential: (rate, steps) => exponential({ from: rate, factor: 0.01 ** (1 / steps) }),
  cosine: (rate, steps) => cosine({ from: rate, steps }),
  warmup: (rate, steps) => warmup({ steps: steps / 5 }, cosine({ from: rate, steps: 0.8 * steps })),
  oneCycle: (rate, steps) => oneCycle({ peak: rate, steps }),
  cyclic: (rate, steps) => cyclic({ from: rate / 10, to: rate, up: steps / 10 }),
};
