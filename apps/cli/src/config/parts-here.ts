import { ChainruleError } from '@chainrule/core';
import type { Activation } from '@chainrule/nn';
import type { Optimizer, Schedule } from '@chainrule/optim';
import type { Io } from '../output/io.js';
import { readyPlugins } from '../plugins/project.js';
import { numberOf, splitOutside } from '../expression/point.js';
import type { Made } from './made.js';
import { optimizerOf } from './optimizers.js';
import { problemOf, type Form, type Parts } from './part.js';
import { pluginParts } from './plugin-parts.js';
import { rateOf } from './schedules.js';

/** A schedule as it is chosen on a command line: its name, and what it is made with. */
export interface ChosenSchedule {
  readonly name: string;
  readonly [setting: string]: number | string;
}

/** The parts that commands take by name: those that are built in, and those of the project's plugins. */
export interface PartsHere {
  optimizer(name: string, learningRate: number | ChosenSchedule | undefined): Made<Optimizer>;
  schedule(chosen: ChosenSchedule): Made<Schedule>;
  /** Of plugins alone. */
  readonly activations: Parts<Activation>;
}

/** Optimizers that are nothing without a rate are given one. */
const usualRates: Readonly<Record<string, number>> = { sgd: 0.1, sam: 0.1, lookahead: 0.1 };

/** Loads the project's plugins. What is given a name that nothing has, or options that do not fit, throws `argument`. */
export async function partsHere(io: Pick<Io, 'note'>): Promise<PartsHere> {
  const plugins = await readyPlugins(io);
  const rate = rateOf(pluginParts<Schedule>(plugins, 'schedule'));
  const optimizer = optimizerOf(rate, pluginParts<Optimizer>(plugins, 'optimizer'));
  return {
    optimizer: (name, learningRate = usualRates[name]) =>
      read(optimizer, { name, ...(learningRate !== undefined && { learningRate }) }, '--optimizers'),
    schedule: (chosen) => read(rate as Form<Made<Schedule>>, chosen, '--schedule'),
    activations: pluginParts<Activation>(plugins, 'activation', 'elementwise'),
  };
}

function read<T>(form: Form<T>, given: unknown, option: string): T {
  const found = form.safeParse(given, { error: problemOf });
  if (found.success) return found.data;
  const { path, message } = found.error.issues[0]!;
  throw new ChainruleError('argument', [...path.map(String), message].join(' '), { operation: option });
}

/** A schedule by its name and the text of its settings: `from=0.1,steps=100`, numbers or words. */
export function chosenSchedule(name: string, settings: string): ChosenSchedule {
  const entries = splitOutside(settings)
    .filter((part) => part.trim() !== '')
    .map((part): [string, number | string] => {
      const [key, value] = part.split('=');
      if (value === undefined)
        throw new ChainruleError('argument', `"${part.trim()}" sets nothing`, { operation: '--set', hint: 'write from=0.1,steps=100' });
      return [key!.trim(), /^[a-z]+$/i.test(value.trim()) ? value.trim() : numberOf(value, '--set')];
    });
  return { ...Object.fromEntries(entries), name };
}
