import { ChainruleError, type Expr } from '@chainrule/core';
import { descend, type Optimizer, type Schedule, type Trace } from '@chainrule/optim';
import { objective } from '@chainrule/symbolic';
import type { Made } from '../config/made.js';
import type { ChosenSchedule } from '../config/parts-here.js';
import type { Io } from '../output/io.js';

/** One way down: its name, and what became of it. */
export interface DescentRun {
  readonly name: string;
  readonly trace: Trace<number[]>;
}

/** By what to descend: plain gradient descent with rates or a schedule of them, or optimizers. */
export type Descents =
  | { readonly rates: readonly number[] }
  | { readonly schedule: Made<Schedule> }
  | { readonly optimizers: readonly { readonly name: string; readonly made: Made<Optimizer> }[] };

interface Chosen {
  readonly rates: readonly number[] | undefined;
  readonly optimizers: string | undefined;
  readonly schedule: string | undefined;
  readonly set: string | undefined;
}

/** What a command line chooses, plugins included. Throws `argument` for names that nothing has, and for rates beside a schedule. */
export async function descentsOf({ rates, optimizers, schedule, set = '' }: Chosen, io: Pick<Io, 'note'>): Promise<Descents> {
  if (optimizers === undefined && schedule === undefined) return { rates: rates ?? [0.1] };
  if (rates !== undefined && schedule !== undefined)
    throw new ChainruleError('argument', 'a schedule gives the rates', { operation: '--schedule', hint: 'leave out --rates' });
  const { chosenSchedule, partsHere } = await import('../config/parts-here.js');
  const parts = await partsHere(io);
  const chosen: ChosenSchedule | undefined = schedule === undefined ? undefined : chosenSchedule(schedule, set);
  if (optimizers === undefined) return { schedule: parts.schedule(chosen!) };
  const names = optimizers.split(',').map((name) => name.trim());
  return { optimizers: names.map((name) => ({ name, made: parts.optimizer(name, chosen ?? rates?.[0]) })) };
}

/** Descents of one formula side by side. */
export function descentRuns(
  expr: Expr,
  variables: readonly string[],
  by: Descents,
  { from, steps }: { readonly from: number[]; readonly steps: number },
): DescentRun[] {
  const f = objective(expr, variables);
  if ('rates' in by) return by.rates.map((rate) => ({ name: `rate ${rate}`, trace: descend(f, { from, steps, learningRate: rate }) }));
  if ('schedule' in by)
    return [{ name: by.schedule.code.replace(/\(.*/s, ''), trace: descend(f, { from, steps, learningRate: by.schedule.value }) }];
  return by.optimizers.map(({ name, made }) => ({ name, trace: descend(f, { from, steps, optimizer: made.value }) }));
}
