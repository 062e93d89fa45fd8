import { losses, type Loss, type LossName } from '@chainrule/nn';
import { z } from 'zod';
import { number, numbers, truth } from './fields.js';
import { changed } from './made.js';
import type { Part, Parts } from './part.js';

/** Losses of one prediction and one target; those of pairs, triplets and sequences take trees, which files do not hold. */
export type PlainLoss = Exclude<LossName, 'cosineEmbedding' | 'ctc' | 'gaussianNll' | 'tripletMargin'>;
type OptionsOf<N extends PlainLoss> = { readonly [K in keyof (typeof losses)[N]['options']]: z.ZodType };

const reduction = z.enum(['mean', 'sum']).optional();
const classes = { reduction, weight: numbers.optional(), ignoreIndex: z.int().optional(), axis: z.int().optional() };

const options: { readonly [N in PlainLoss]: OptionsOf<N> } = {
  bce: { reduction },
  bceWithLogits: { reduction, positiveWeight: z.union([number, numbers]).optional() },
  crossEntropy: { ...classes, labelSmoothing: number.optional() },
  hinge: { reduction, margin: number.optional() },
  hingeEmbedding: { reduction, margin: number.optional() },
  huber: { reduction, delta: number.optional() },
  kl: { reduction: z.enum(['mean', 'sum', 'batchMean']).optional(), logTarget: truth.optional() },
  l1: { reduction },
  mse: { reduction },
  multiLabelSoftMargin: { reduction },
  nll: classes,
  poissonNll: { reduction, logInput: truth.optional(), full: truth.optional(), epsilon: number.optional() },
  smoothL1: { reduction, beta: number.optional() },
  softMargin: { reduction },
};

/** Losses by their names. */
export const lossParts: Parts<Loss> = Object.fromEntries(
  Object.entries(options).map(([name, fields]): [string, Part<Loss>] => [
    name,
    {
      options: fields,
      make: (given) =>
        changed('@chainrule/nn', name, losses[name as PlainLoss] as unknown as Loss & { with(options: never): unknown }, given),
    },
  ]),
);
