import { ChainruleError, key, type NdArray, type Objective } from '@chainrule/core';
import { batches, descend } from '@chainrule/optim';
import { objective, tensor } from '@chainrule/tensor';
import { numberText } from '../output/columns.js';
import { Descent, zeros, type Point } from './descent.js';
import { loss, type Parameters } from './linear-model.js';

export interface Rows {
  readonly features: NdArray;
  readonly target: NdArray;
}

export interface Training {
  readonly params: Point;
  /** The loss over all rows at the start and after each epoch. */
  readonly losses: readonly number[];
  /** Where the parameters were: at the start, after each step of the first epoch, and after each epoch. */
  readonly path: readonly Point[];
  readonly learningRate: number;
  readonly largestSafeRate: number;
}

export interface TrainOptions {
  readonly learningRate?: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/** By default the rate is this much smaller than the largest safe one, which does not know how batches differ. */
const safety = 10;

/** The loss over all rows as an objective over plain numbers. */
export function objectiveOf({ features, target }: Rows): Objective<Point> {
  const [x, y] = [tensor(features), tensor(target)];
  return objective((params: Parameters) => loss(params, x, y)) as unknown as Objective<Point>;
}

/** The largest safe rate of plain descent, and the one to take where none is given. */
export function ratesOf(rows: Rows): { readonly largestSafeRate: number; readonly usualRate: number } {
  const { largestSafeRate } = descend(objectiveOf(rows), { from: zeros(rows.features.shape[1]!), learningRate: 0, steps: 0 });
  return { largestSafeRate, usualRate: largestSafeRate / safety };
}

/** Mini-batch gradient descent. Throws `numerical` when the loss grows instead of falling, naming the largest safe rate. */
export function train(rows: Rows, { epochs, batchSize, seed, onEpoch, ...given }: TrainOptions): Training {
  const [count, features] = rows.features.shape as [number, number];
  const { largestSafeRate, usualRate } = ratesOf(rows);
  const learningRate = given.learningRate ?? usualRate;
  const descent = new Descent(features, learningRate, epochs * Math.ceil(count / batchSize));
  const value = objectiveOf(rows);
  const losses = [value.value(descent.point())];
  const path = [descent.point()];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of batches({ ...rows }, { size: batchSize, key: key(seed), epoch })) {
      descent.step(batch.features, batch.target);
      if (epoch === 0) path.push(descent.point());
    }
    losses.push(value.value(descent.point()));
    path.push(descent.point());
    stopIfDiverging(losses, learningRate, largestSafeRate);
    onEpoch?.(epoch + 1, losses.at(-1)!);
  }
  return { params: descent.point(), losses, path, learningRate, largestSafeRate };
}

/** A loss that is ten times what it was at the start does not come back. */
export function stopIfDiverging(losses: readonly number[], learningRate: number, largestSafeRate: number): void {
  const [start, now] = [losses[0]!, losses.at(-1)!];
  if (now <= 10 * start || now === 0) return;
  throw new ChainruleError(
    'numerical',
    `training diverged: after ${losses.length - 1} epoch${losses.length === 2 ? '' : 's'} the loss is ${numberText(now)}, at the start it was ${numberText(start)}`,
    {
      operation: 'fit',
      hint: `the learning rate is ${numberText(learningRate)}; the largest safe one is ${numberText(largestSafeRate, 3)}, and smaller batches need less. Try --learning-rate ${numberText(largestSafeRate / safety, 2)}`,
    },
  );
}

/** The mean squared error of parameters over rows. */
export const errorOf = (rows: Rows, point: Point): number => objectiveOf(rows).value(point);
