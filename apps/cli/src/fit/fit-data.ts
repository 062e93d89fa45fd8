import { ChainruleError, ndarray } from '@chainrule/core';
import { standardize, trainTestSplit, type DataSet, type Standardization } from '@chainrule/data';
import { leastSquares } from '@chainrule/optim';
import { numberText } from '../output/columns.js';
import type { Point } from './descent.js';
import { checkThreeWays } from './gradient-check.js';
import { modelText } from './linear-model.js';
import { rangeAround, valueAt } from './loss-plane.js';
import type { Outcome } from './outcome.js';
import { errorOf, train, type Rows, type Training, type TrainOptions } from './train.js';

export const usualBatch = 32;
const mostRowsToCheck = 500;

/** As many epochs as make five thousand steps: at most 400, at least 5. */
export const usualEpochs = (rows: number, batchSize = usualBatch): number =>
  Math.min(400, Math.max(5, Math.ceil(5000 / Math.ceil(rows / Math.max(1, batchSize)))));

export interface DataOptions {
  readonly learningRate?: number;
  readonly epochs: number;
  readonly batchSize?: number;
  readonly seed: number;
  /** Called when the gradient was checked, and after each epoch. */
  readonly onCheck?: (check: Outcome['check']) => void;
  readonly onEpoch?: TrainOptions['onEpoch'];
}

/** A linear model of a data set: every fifth row for the test, features standardized, mini-batch gradient descent, beside least squares. */
export function fitData(data: DataSet, { seed, epochs, batchSize = usualBatch, learningRate, onCheck, onEpoch }: DataOptions): Outcome {
  const split = trainTestSplit(data);
  const scale = standardized(split.train);
  const seen: Rows = { features: scale.features, target: split.train.target };
  const exact = leastSquares(seen.features, seen.target);
  const closedSeen: Point = { weights: exact.weights.data as Float64Array, intercept: exact.intercept };
  const check = checkRows(seen);
  onCheck?.(check);

  const training = train(seen, {
    epochs,
    batchSize,
    seed,
    ...(learningRate !== undefined && { learningRate }),
    ...(onEpoch && { onEpoch }),
  });
  const fitted = { seen: training.params, original: inUnits(scale, training.params) };
  const closedForm = { seen: closedSeen, original: inUnits(scale, closedSeen) };
  return assemble({
    ...split,
    seen,
    check,
    training,
    fitted,
    closedForm,
    trainError: training.losses.at(-1)!,
    closedFormTrainError: errorOf(seen, closedSeen),
    testError: errorOf(split.test, fitted.original),
    closedFormTestError: errorOf(split.test, closedForm.original),
    how: `mini-batch gradient descent, ${epochs} epochs in batches of ${Math.min(batchSize, seen.target.shape[0]!)}, learning rate ${numberText(training.learningRate, 3)} falling to 0`,
  });
}

/** The gradient checked three ways over some of the rows. */
export function checkRows({ features, target }: Rows): Outcome['check'] {
  const some = ndarray(Int32Array.from({ length: Math.min(target.shape[0]!, mostRowsToCheck) }, (_, i) => i));
  return checkThreeWays(features.take(some), target.take(some));
}

/** Features standardized. Throws `input` for a column from which nothing can be learnt. */
export function standardized(rows: DataSet): Standardization {
  const scale = standardize(rows.features);
  const constant = scale.constant.map((j) => `"${rows.names[j]!}"`);
  if (constant.length === 0) return scale;
  const [columns, are] = constant.length === 1 ? ['column', 'is'] : ['columns', 'are'];
  throw new ChainruleError('input', `${columns} ${constant.join(', ')} of ${rows.source} ${are} the same in every training row`, {
    operation: 'fit',
    hint: 'leave it out: nothing can be learnt from a number that does not change',
  });
}

/** Parameters of standardized features, for the features in their own units. */
export function inUnits(scale: Standardization, { weights, intercept }: Point): Point {
  const mapped = scale.toOriginal(ndarray(weights), intercept);
  return { weights: mapped.weights.data as Float64Array, intercept: mapped.intercept };
}

type Found = Omit<Outcome, 'title' | 'model' | 'losses' | 'lossUnit' | 'path' | 'learningRate' | 'largestSafeRate' | 'verdict' | 'plane'>;

/** Puts together what a fit found. */
export function assemble({ training, ...found }: Found & { readonly training: Training }): Outcome {
  const { names, targetName } = found.train;
  const { losses, path, learningRate, largestSafeRate } = training;
  const above = (100 * (found.trainError - found.closedFormTrainError)) / found.closedFormTrainError;
  return {
    ...found,
    title: `A linear model of ${targetName}`,
    model: modelText(names, targetName),
    losses,
    lossUnit: 'epoch',
    path,
    learningRate,
    largestSafeRate,
    verdict: `The training error is ${numberText(above, 2)} % above the least possible. The largest safe learning rate is ${numberText(largestSafeRate, 3)}.`,
    plane: planeOf(names, path, found.fitted.seen, found.closedForm.seen),
  };
}

/** The loss is drawn over the two parameters that matter most; with one feature, over its weight and the intercept. */
function planeOf(names: readonly string[], path: readonly Point[], fitted: Point, closed: Point): Outcome['plane'] {
  const bySize = [...fitted.weights.keys()].sort((a, b) => Math.abs(fitted.weights[b]!) - Math.abs(fitted.weights[a]!));
  const indices = [bySize[0]!, bySize[1] ?? ('intercept' as const)] as const;
  const range = (index: (typeof indices)[number]): [number, number] => rangeAround([...path, closed].map((point) => valueAt(point, index)));
  const label = (index: (typeof indices)[number]): string => (index === 'intercept' ? 'intercept' : `weight of ${names[index]!}`);
  return { indices, labels: [label(indices[0]), label(indices[1])], x: range(indices[0]), y: range(indices[1]) };
}
