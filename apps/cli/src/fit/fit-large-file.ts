import { ndarray } from '@chainrule/core';
import type { DataSet, Standardization } from '@chainrule/data';
import { leastSquaresOf } from '@chainrule/optim';
import { numberText } from '../output/columns.js';
import { Descent, type Point } from './descent.js';
import { assemble, checkRows, inUnits, standardized } from './fit-data.js';
import { batchesOfFile, EvenSample, splitBatch } from './large-file.js';
import type { Outcome } from './outcome.js';
import { errorOf, ratesOf, stopIfDiverging, type Training } from './train.js';

export interface LargeFileOptions {
  readonly target: string | undefined;
  readonly learningRate: number | undefined;
  readonly epochs: number;
  readonly batchSize: number;
  readonly onCheck: (check: Outcome['check']) => void;
  /** Called now and then with what is done and the rows read so far. */
  readonly onRows: (pass: string, rows: number) => void;
}

const mostSampled = 8000;
const rowsAtOnce = 4096;

/**
 * A linear model of a file that is too large to be held: one pass for least squares and an even sample, one for each epoch of mini-batch
 * descent in the order of the file, one for the errors over every row. Memory is that of a batch and the sample.
 */
export async function fitLargeFile(path: string, options: LargeFileOptions): Promise<Outcome> {
  const { target, epochs, batchSize, onRows } = options;
  /** Reads the file once. */
  async function* pass(name: string, size: number): AsyncGenerator<{ train: DataSet; test: DataSet }, void, undefined> {
    let rows = 0;
    for await (const batch of batchesOfFile(path, size, target)) {
      yield splitBatch(batch, rows);
      rows += batch.target.shape[0]!;
      onRows(name, rows);
    }
  }

  const [trainSample, testSample] = [new EvenSample(mostSampled), new EvenSample(mostSampled / 4)];
  async function* sampled(): AsyncGenerator<DataSet, void, undefined> {
    for await (const { train, test } of pass('reading', rowsAtOnce)) {
      trainSample.add(train);
      testSample.add(test);
      yield train;
    }
  }
  const exact = await leastSquaresOf(sampled());
  const closed: Point = { weights: exact.weights.data as Float64Array, intercept: exact.intercept };
  const [train, test] = [trainSample.rows(path), testSample.rows(path)];
  const scale = standardized(train);
  const seen = { features: scale.features, target: train.target };
  const check = checkRows(seen);
  options.onCheck(check);

  const { largestSafeRate, usualRate } = ratesOf(seen);
  const learningRate = options.learningRate ?? usualRate;
  const descent = new Descent(train.names.length, learningRate, epochs * Math.ceil((trainSample.seen + testSample.seen) / batchSize));
  const [losses, points] = [[errorOf(seen, descent.point())], [descent.point()]];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for await (const batch of pass(`epoch ${epoch} of ${epochs}`, batchSize))
      if (batch.train.target.shape[0]! > 0) descent.step(scale.apply(batch.train.features), batch.train.target);
    losses.push(errorOf(seen, descent.point()));
    points.push(descent.point());
    stopIfDiverging(losses, learningRate, largestSafeRate);
  }

  const training: Training = { params: descent.point(), losses, path: points, learningRate, largestSafeRate };
  const fitted = { seen: training.params, original: inUnits(scale, training.params) };
  const sums = { train: [0, 0], test: [0, 0] };
  for await (const batch of pass('errors', rowsAtOnce))
    for (const part of ['train', 'test'] as const)
      [fitted.original, closed].forEach((point, i) => (sums[part][i]! += squaredErrors(batch[part], point)));
  const [trainRows, testRows] = [trainSample.seen, testSample.seen];
  return assemble({
    train,
    test,
    rows: { train: trainRows, test: testRows },
    seen,
    check,
    training,
    fitted,
    closedForm: { original: closed, seen: standardizedPoint(scale, closed) },
    trainError: sums.train[0]! / trainRows,
    closedFormTrainError: sums.train[1]! / trainRows,
    testError: sums.test[0]! / testRows,
    closedFormTestError: sums.test[1]! / testRows,
    how: `mini-batch gradient descent through the file, ${epochs} epoch${epochs === 1 ? '' : 's'} in batches of ${batchSize}, learning rate ${numberText(learningRate, 3)} falling to 0; loss curve and pictures are of an even sample of ${numberText(train.target.shape[0]!)} rows`,
  });
}

/** The sum of squared errors over some rows. */
function squaredErrors({ features, target }: DataSet, { weights, intercept }: Point): number {
  if (target.shape[0] === 0) return 0;
  const predicted = features.matmul(ndarray(weights, { shape: [weights.length, 1] })).reshape([-1]);
  return predicted.add(intercept).sub(target).pow(2).sum().item();
}

/** Parameters in the units of the data, for standardized features. */
function standardizedPoint({ mean, deviation }: Standardization, { weights, intercept }: Point): Point {
  const own = ndarray(weights);
  return { weights: own.mul(deviation).data as Float64Array, intercept: intercept + own.mul(mean).sum().item() };
}
