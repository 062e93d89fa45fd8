import { foldIn, key as keyOf, ndarray, type Key } from '@chainrule/core';
import { ratings, trainTestSplit } from '@chainrule/data';
import { evaluator, mse, rmse, train, type Nothing } from '@chainrule/nn';
import { adamw } from '@chainrule/optim';
import { tensor } from '@chainrule/tensor';
import { factors, type Tables } from './factors.js';
import { setting, type Setting } from './setting.js';
import type { Effort, Judged } from './task.js';

const [users, items] = [300, 200];

/** Ratings to learn from, and the errors of guesses: roots of mean squares, in stars. */
export interface RatingsTask {
  readonly task: Judged<Tables, Nothing>;
  readonly users: number;
  readonly items: number;
  readonly mean: number;
  readonly ofMean: number;
  /** Of the truth without noise, which nothing can beat but by chance. */
  readonly ofTruth: number;
}

/** Ratings, of which every fifth is kept for the test. */
export function ratingsTask(from: Key, { effort = 40, learningRate = 5e-3 }: Effort = {}): RatingsTask {
  const data = ratings(foldIn(from, 'ratings'), { users, items });
  const { train: known, test } = trainTestSplit(data);
  const mean = known.target.mean().item();
  const rootMeanSquare = (guess: (row: number) => number): number =>
    test.target
      .sub(ndarray(Float64Array.from(test.target.data, (_, row) => guess(row))))
      .pow(2)
      .mean()
      .sqrt()
      .item();
  return {
    task: {
      model: factors({ users, items, size: 3, mean }),
      loss: mse,
      // AdamW's decay keeps it from learning them by heart.
      optimizer: adamw({ learningRate, weightDecay: 0.3 }),
      data: { features: known.features, target: known.target },
      validation: { features: test.features, target: test.target },
      metrics: [rmse],
      epochs: effort,
      batchSize: 64,
    },
    ...{ users, items, mean },
    ofMean: rootMeanSquare(() => mean),
    ofTruth: rootMeanSquare((row) => data.truth.data[5 * row]!),
  };
}

export interface Recommended {
  /** The error on ratings it has not seen: its own, that of the mean, and of the truth without noise. */
  readonly error: number;
  readonly ofMean: number;
  readonly ofTruth: number;
  readonly text: string;
  /** The items a user would like best. */
  recommend(user: number, count: number): number[];
}

/** A recommender by matrix factorisation: what users would rate, from a fifth of all ratings. */
export async function recommender({ effort, key: given = keyOf(0) }: Setting = {}): Promise<Recommended> {
  const { key, backend } = setting({ key: given });
  const { task, ofMean, ofTruth } = ratingsTask(key, effort === undefined ? {} : { effort });
  const { validation, metrics: _, ...rest } = task;
  const { params, state } = await train({ ...rest, key, backend });
  const error = evaluator({ ...task, backend })(params, state, validation)['rmse']!;
  return {
    ...{ error, ofMean, ofTruth },
    text: `recommender: error ${error.toFixed(3)} on unseen ratings; of the mean ${ofMean.toFixed(3)}, of the truth ${ofTruth.toFixed(3)}`,
    recommend: (user, count) => {
      const pairs = tensor(Array.from({ length: items }, (_, item) => [user, item]));
      const expected = task.model.apply(params, state, pairs, { mode: 'eval' }).y.dataSync();
      return Array.from(expected.keys())
        .sort((a, b) => expected[b]! - expected[a]!)
        .slice(0, count);
    },
  };
}
