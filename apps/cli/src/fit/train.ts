import { ChainruleError, key, type NdArray, type Objective } from '@chainrule/core';
import { applyUpdates, batches, cosine, descend, sgd } from '@chainrule/optim';
import { compile, objective, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { numberText } from '../output/columns.js';
import { loss, type Parameters } from './linear-model.js';

/** Parameters as plain numbers. */
export type Point = Parameters<Float64Array, number>;

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
  readonly batchSize: number;
  readonly epochs: number;
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

const zeros = (features: number): Point => ({ weights: new Float64Array(features), intercept: 0 });

/** The loss over all rows as an objective over plain numbers. */
export function objectiveOf({ features, target }: Rows): Objective<Point> {
  const [x, y] = [tensor(features), tensor(target)];
  return objective((params: Parameters) => loss(params, x, y)) as unknown as Objective<Point>;
}

/**
 * Mini-batch gradient descent from zero, its rate falling along a cosine. Throws `numerical` when the loss grows instead of falling,
 * naming the largest safe rate.
 */
export function train(rows: Rows, { epochs, batchSize, seed, onEpoch, ...given }: TrainOptions): Training {
  const [count, features] = rows.features.shape as [number, number];
  const { largestSafeRate } = descend(objectiveOf(rows), { from: zeros(features), learningRate: 0, steps: 0 });
  const learningRate = given.learningRate ?? largestSafeRate / safety;
  const stepsPerEpoch = Math.ceil(count / batchSize);
  const optimizer = sgd({ learningRate: cosine({ from: learningRate, steps: epochs * stepsPerEpoch }) });

  const step = compile((params: Parameters, x: Tensor, y: Tensor, hyper: Readonly<Record<string, Tensor>>) => {
    const [, gradient] = valueAndGrad(loss)(params, x, y);
    const { updates } = optimizer.update(gradient, {}, params, { step: 0, hyper });
    return applyUpdates(params, updates);
  });
  const wholeLoss = compile(loss);
  const [x, y] = [tensor(rows.features), tensor(rows.target)];

  let params: Parameters = { weights: tensor(new Float64Array(features)), intercept: tensor(0, { dtype: 'float64' }) };
  const losses = [wholeLoss(params, x, y).item()];
  const path = [plain(params)];
  let steps = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of batches({ ...rows }, { size: batchSize, key: key(seed), epoch })) {
      const hyper = Object.fromEntries(
        Object.entries(optimizer.hyper!(steps++)).map(([name, value]) => [name, tensor(value, { dtype: 'float64' })]),
      );
      params = step(params, tensor(batch.features), tensor(batch.target), hyper);
      if (epoch === 0) path.push(plain(params));
    }
    losses.push(wholeLoss(params, x, y).item());
    path.push(plain(params));
    stopIfDiverging(losses, learningRate, largestSafeRate);
    onEpoch?.(epoch + 1, losses.at(-1)!);
  }
  return { params: plain(params), losses, path, learningRate, largestSafeRate, batchSize, epochs };
}

const plain = ({ weights, intercept }: Parameters): Point => ({ weights: weights.dataSync() as Float64Array, intercept: intercept.item() });

/** A loss that is ten times what it was at the start does not come back. */
function stopIfDiverging(losses: readonly number[], learningRate: number, largestSafeRate: number): void {
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
