import { schedules, type Schedule, type ScheduleName } from '@chainrule/optim';
import { z } from 'zod';
import { number, numbers } from './fields.js';
import { call, type Made } from './made.js';
import { partOf, type Form, type Part, type Parts } from './part.js';

const from = '@chainrule/optim';
const makers = schedules as unknown as Readonly<Record<ScheduleName, (...args: never[]) => Schedule>>;
const of = (
  name: ScheduleName,
  options: z.ZodRawShape,
  args = (given: Readonly<Record<string, unknown>>): unknown[] => [given],
): Part<Schedule> => ({
  options,
  make: (given) => call(from, name, makers[name], args(given)),
});
const shape = z.enum(['linear', 'cosine']).optional();

/** A learning rate: a number, or a schedule by its name. */
export function rateOf(plugins: Parts<Schedule>): Form<number | Made<Schedule>> {
  const inner: z.ZodType = z.lazy(() => rate);
  const parts: Readonly<Record<ScheduleName, Part<Schedule>>> = {
    constant: of('constant', { rate: number }, ({ rate: value }) => [value]),
    step: of('step', { from: number, every: number, factor: number.optional() }),
    multiStep: of('multiStep', { from: number, at: numbers, factor: number.optional() }),
    exponential: of('exponential', { from: number, factor: number }),
    polynomial: of('polynomial', { from: number, to: number.optional(), steps: number, power: number.optional() }),
    cosine: of('cosine', { from: number, to: number.optional(), steps: number }),
    cosineRestarts: of('cosineRestarts', { from: number, to: number.optional(), period: number, growth: number.optional() }),
    oneCycle: of('oneCycle', {
      peak: number,
      steps: number,
      rise: number.optional(),
      startDivisor: number.optional(),
      endDivisor: number.optional(),
      shape,
    }),
    cyclic: of('cyclic', { from: number, to: number, up: number, down: number.optional(), factor: number.optional() }),
    warmup: of('warmup', { steps: number, from: number.optional(), then: inner }, ({ then, ...rest }) => [rest, then]),
    join: of('join', { schedules: z.array(inner), at: numbers }, ({ schedules: list, at }) => [list, { at }]),
    wsd: of('wsd', { peak: number, warmup: number, stable: number, decay: number, to: number.optional(), shape }),
    reduceOnPlateau: of('reduceOnPlateau', {
      from: number,
      factor: number.optional(),
      patience: number.optional(),
      better: z.enum(['lower', 'higher']).optional(),
      threshold: number.optional(),
      thresholdMode: z.enum(['relative', 'absolute']).optional(),
      cooldown: number.optional(),
      least: number.optional(),
      epsilon: number.optional(),
    }),
  };
  const schedule = partOf<Schedule>('a schedule', { ...parts, ...plugins });
  const rate = z.unknown().transform((given, context): number | Made<Schedule> => {
    if (typeof given === 'number') return given;
    const read = schedule.safeParse(given);
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', path: [...path], input: given, message });
    return z.NEVER;
  }) as unknown as Form<number | Made<Schedule>>;
  return rate;
}
