import { accuracy, losses, perplexity, rmse, type Layer, type Loss, type Metric } from '@chainrule/nn';
import type { Optimizer, Schedule } from '@chainrule/optim';
import { z } from 'zod';
import type { ListedPlugin } from '../plugins/project.js';
import { activationParts } from './activations.js';
import { source, type Source } from './data.js';
import { number, size, text, truth } from './fields.js';
import { blockOf, modelOf, type Block } from './layers.js';
import { lossParts } from './losses.js';
import { exported, type Made } from './made.js';
import { optimizerOf } from './optimizers.js';
import { partOf, type Form, type Part } from './part.js';
import { pluginParts } from './plugin-parts.js';
import { rateOf } from './schedules.js';

/** All of a training run, as a config asks for it. */
export interface Training {
  readonly data: Source;
  /** Every how many rows one is kept for the test; another source; or none. */
  readonly test: number | false | Source;
  readonly divide?: number | undefined;
  readonly standardize: boolean;
  readonly shape?: readonly number[] | undefined;
  readonly model: Made<Layer>;
  readonly loss: Made<Loss>;
  readonly optimizer: Made<Optimizer>;
  readonly epochs: number;
  readonly batchSize: number;
  readonly metrics: readonly Made<Metric>[];
  readonly clip?: number | undefined;
  readonly stop?:
    { readonly patience: number; readonly figure?: string; readonly better?: 'lower' | 'higher'; readonly threshold?: number } | undefined;
  readonly seed?: number | undefined;
  readonly dtype: 'float32' | 'float64';
  readonly backend: 'wasm' | 'reference';
  readonly checkpoint?: number | undefined;
}

const metricParts = Object.fromEntries(
  Object.entries({ accuracy, rmse, perplexity }).map(([name, metric]): [string, Part<Metric>] => [
    name,
    { options: {}, make: () => exported('@chainrule/nn', name, metric) },
  ]),
);

/** What a config is checked against, with the parts that plugins bring. */
export function trainingForm(plugins: readonly ListedPlugin[]): Form<Training> {
  const block = blockOf({ ...activationParts, ...pluginParts(plugins, 'activation', 'elementwise') }, pluginParts<Block>(plugins, 'layer'));
  return z.strictObject({
    data: source,
    test: z
      .unknown()
      .transform((given, context): Training['test'] => {
        if (given === false || (typeof given === 'number' && Number.isInteger(given) && given >= 2)) return given;
        if (typeof given === 'string' || (typeof given === 'object' && given !== null)) {
          const read = source.safeParse(given);
          if (read.success) return read.data;
          for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path: [...path], input: given });
        } else
          context.addIssue({
            code: 'custom',
            message: 'is to be false, a source of data, or a whole number of at least 2: every how many rows one is kept',
            input: given,
          });
        return z.NEVER;
      })
      .prefault(5),
    divide: number.positive().optional(),
    standardize: truth.default(false),
    shape: z.array(size).min(1).optional(),
    model: modelOf(block),
    loss: partOf<Loss>('a loss', { ...lossParts, ...pluginParts<Loss>(plugins, 'loss') }),
    optimizer: optimizerOf(rateOf(pluginParts<Schedule>(plugins, 'schedule')), pluginParts<Optimizer>(plugins, 'optimizer')),
    epochs: z.int().min(0).max(1e6),
    batchSize: size.default(32),
    metrics: z.array(partOf<Metric>('a metric', metricParts)).default([]),
    clip: number.positive().optional(),
    stop: z
      .strictObject({
        patience: size,
        figure: text.optional(),
        better: z.enum(['lower', 'higher']).optional(),
        threshold: number.optional(),
      })
      .optional(),
    seed: z.int().optional(),
    dtype: z.enum(['float32', 'float64']).default('float32'),
    backend: z.enum(['wasm', 'reference']).default('wasm'),
    checkpoint: size.optional(),
  });
}

/** Losses whose target is the number of a class. */
export const takesClasses = (loss: Loss): boolean =>
  [losses.crossEntropy, losses.nll].some((each) => each['~chainrule'].name === loss['~chainrule'].name);
