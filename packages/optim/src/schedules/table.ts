import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { cosineRestarts } from './cosine-restarts.js';
import { cyclic } from './cyclic.js';
import { exponential } from './exponential.js';
import { join } from './join.js';
import { multiStep } from './multi-step.js';
import { oneCycle } from './one-cycle.js';
import { polynomial } from './polynomial.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';
import { step } from './step.js';
import { warmup } from './warmup.js';
import { wsd } from './wsd.js';

/**
 * Every schedule by name.
 *
 * @example
 * ```ts
 * import { schedules } from '@chainrule/optim';
 * Object.keys(schedules).length; // → 13
 * ```
 */
export const schedules = {
  constant,
  step,
  multiStep,
  exponential,
  polynomial,
  cosine,
  cosineRestarts,
  oneCycle,
  cyclic,
  warmup,
  join,
  wsd,
  reduceOnPlateau,
} as const;

/** The names of the built-in schedules. */
export type ScheduleName = keyof typeof schedules;
