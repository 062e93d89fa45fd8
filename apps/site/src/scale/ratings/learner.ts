import { key as keyOf } from '@chainrule/core';
import { ratingsTask, stepWork, type Tables } from '@chainrule/example-networks';
import type { Nothing } from '@chainrule/nn';
import { concatenate, eye, ones, solve, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { said } from '../../engine/said.js';
import { createTrainer, type Trainer } from '../../learning/trainer.js';
import type { Learner } from '../learner.js';
import type { Recipe } from '../nets.js';
import type { Given } from './given.js';

/** What the network makes of a reader's ratings. */
export interface Taste {
  /** The reader's numbers, in the place of a user's. */
  readonly numbers: ArrayLike<number>;
  /** What the reader would rate each item. */
  readonly expected: ArrayLike<number>;
}

export interface RatingsLearner extends Learner {
  readonly mean: number;
  /** The numbers of users and items, `[count, size]`. */
  readonly embeddings: () => { readonly users: Tensor; readonly items: Tensor };
  taste(given: Given): Taste;
  /** The items that the reader has not rated, and would like best. */
  best(given: Given, count: number): { readonly item: number; readonly expected: number; readonly usual: number }[];
  /** Ratings of the first users and items: those that are known, NaN for others, and what the network says of all. */
  filled(users: number, items: number): { readonly known: Float64Array; readonly said: ArrayLike<number> };
}

/** How strongly few ratings are held to the middle: as one rating each that says nothing. */
const caution = 1;

/** The recommender, at its first step. */
export function begin({ seed }: Recipe): RatingsLearner {
  const [backend, key] = [wasm(), keyOf(seed)];
  const { task, items, mean, ofMean, ofTruth } = ratingsTask(key);
  const trainer: Trainer<Tables> = createTrainer<Tables, Nothing>({
    guessing: ofMean ** 2,
    options: (learningRate) => ({ ...ratingsTask(key, { learningRate }).task, key, backend }),
  });
  const usual = (): Tensor => trainer.params().itemBias.weight.add(mean);
  const taste = (given: Given): Taste => {
    const qualities = concatenate([trainer.params().item.weight, ones([items, 1])], 1);
    const rated = Object.keys(given).map(Number);
    const size = qualities.shape[1]!;
    if (rated.length === 0) return { numbers: new Float64Array(size), expected: usual().dataSync() };
    const rows = tensor(Int32Array.from(rated));
    const x = qualities.take(rows);
    const missing = tensor(rated.map((each) => [given[each]!])).sub(usual().take(rows));
    // Least squares, as if each number had been told once to be 0.
    const numbers = solve(x.transpose().matmul(x).add(eye(size).mul(caution)), x.transpose().matmul(missing));
    return { numbers: numbers.dataSync(), expected: usual().add(qualities.matmul(numbers)).dataSync() };
  };
  return {
    trainer,
    taste,
    best(given, count) {
      const [{ expected }, means] = [taste(given), usual().dataSync()];
      return Array.from({ length: items }, (_, item) => ({ item, expected: expected[item]!, usual: means[item]! }))
        .filter(({ item }) => given[item] === undefined)
        .sort((a, b) => b.expected - a.expected)
        .slice(0, count);
    },
    work: stepWork(task),
    rows: [task.data.target.shape[0]!, task.validation.target.shape[0]!],
    marks: [
      { name: 'always the mean', loss: ofMean ** 2 },
      { name: 'the truth without noise', loss: ofTruth ** 2 },
    ],
    figure: () => {
      const loss = trainer.curves.epochs.at(-1)?.test;
      return loss === undefined ? '–' : `${said(Math.sqrt(loss), 3)} ★`;
    },
    mean,
    embeddings: () => ({ users: trainer.params().user.weight, items: trainer.params().item.weight }),
    filled(users, count) {
      const known = new Float64Array(users * count).fill(NaN);
      task.data.target.data.forEach((rating, row) => {
        const [user, item] = [task.data.features.data[2 * row]!, task.data.features.data[2 * row + 1]!];
        if (user < users && item < count) known[user * count + item] = rating;
      });
      const pairs = Array.from(known, (_, i) => [Math.floor(i / count), i % count]);
      return { known, said: task.model.apply(trainer.params(), {}, tensor(pairs, { dtype: 'float32' }), { mode: 'eval' }).y.dataSync() };
    },
  };
}
