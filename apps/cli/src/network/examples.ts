import { ChainruleError, type NdArray } from '@chainrule/core';
import { trainTestSplit } from '@chainrule/data';
import type { Loaded } from '../config/data.js';
import { takesClasses, type Training } from '../config/training.js';
import type { Rows } from '../fit/train.js';
import { prepare, preparationOf, type Preparation } from './preparation.js';

/** The rows of a training run, as the network takes them. */
export interface RunRows {
  readonly train: Rows;
  readonly test?: Rows;
  readonly preparation: Preparation;
  readonly source: string;
}

/** Loads what a config names, keeps rows for the test, and prepares both by what the training rows say. */
export async function runRows(training: Training, folder: string, seed: number): Promise<RunRows> {
  const all = await training.data.load(folder, seed);
  const [train, test] = await split(training, all, folder, seed);
  const preparation = preparationOf(training, train);
  const ready = (rows: Loaded): Rows => ({ features: prepare(rows.features, preparation), target: targetOf(rows.target, training) });
  return { train: ready(train), ...(test && { test: ready(test) }), preparation, source: all.source };
}

async function split({ test }: Training, all: Loaded, folder: string, seed: number): Promise<[Loaded, Loaded?]> {
  const [rows, targets] = [all.features.shape[0], all.target.shape[0]];
  if (rows === undefined || rows !== targets)
    throw new ChainruleError('input', `${all.source}: ${rows ?? 'no'} rows of features, and ${targets ?? 'no'} targets`, {
      operation: 'data',
    });
  if (test === false) return [all];
  if (typeof test !== 'number') return [all, await test.load(folder, seed)];
  const parts = trainTestSplit({ names: [], targetName: '', ...all }, { every: test });
  return [
    { ...all, ...parts.train },
    { ...all, ...parts.test },
  ];
}

/** Classes as whole numbers, where the loss takes classes. Throws `input` for what is none. */
function targetOf(target: NdArray, { loss }: Training): NdArray {
  if (!takesClasses(loss.value) || target.shape.length !== 1) return target;
  const wrong = target.data.findIndex((value) => !Number.isInteger(value) || value < -1e9 || value > 1e9);
  if (wrong === -1) return target.cast('int32');
  throw new ChainruleError('input', `the target of row ${wrong + 1} is ${target.data[wrong]!}, which is the number of no class`, {
    operation: 'data',
    hint: `${loss.value['~chainrule'].name} takes classes numbered from 0; for numbers there is mse`,
  });
}
