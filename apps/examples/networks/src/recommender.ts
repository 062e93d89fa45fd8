import { definePlugin, foldIn, ndarray, type Key } from '@chainrule/core';
import { ratings, trainTestSplit } from '@chainrule/data';
import { embedding, evaluator, mse, normalFill, rmse, train, type Layer, type Nothing, type ParamsOf } from '@chainrule/nn';
import { adamw } from '@chainrule/optim';
import { slice, tensor, type Tensor } from '@chainrule/tensor';
import { setting, type Setting } from './setting.js';

type Tables = Readonly<Record<'user' | 'item' | 'userBias' | 'itemBias', ParamsOf<ReturnType<typeof embedding>>>>;

/** A user's rating of an item: the mean, how mild the user and how good the item is, and how well their few numbers agree. */
export function factors(users: number, items: number, size: number, mean: number): Layer<Tables, Nothing> {
  const small = { weight: normalFill({ deviation: 0.1 }) };
  const none = { weight: normalFill({ deviation: 0 }) };
  const tables = {
    user: embedding(users, size, small),
    item: embedding(items, size, small),
    userBias: embedding(users, 1, none),
    itemBias: embedding(items, 1, none),
  };
  return definePlugin('layer', 'factors', {
    options: { users, items, size, mean },
    init: (from: Key, options) => {
      const made = (name: keyof Tables): Tables['user'] => tables[name].init(foldIn(from, name), options).params;
      return { params: { user: made('user'), item: made('item'), userBias: made('userBias'), itemBias: made('itemBias') }, state: {} };
    },
    apply: (params, state, pairs, context) => {
      const [user, item] = [slice(pairs, ':', 0), slice(pairs, ':', 1)];
      const row = (name: keyof Tables, of: Tensor): Tensor => tables[name].apply(params[name], {}, of, context).y;
      const agreement = row('user', user).mul(row('item', item)).sum(-1);
      return { y: row('userBias', user).add(row('itemBias', item)).reshape([-1]).add(agreement).add(mean), state };
    },
  } satisfies Omit<Layer<Tables, Nothing>, '~chainrule'>);
}

export interface Recommended {
  /** The error on ratings it has not seen: its own, that of the mean, and of the truth without noise, which nothing can beat but by chance. */
  readonly error: number;
  readonly ofMean: number;
  readonly ofTruth: number;
  readonly text: string;
  /** The items a user would like best. */
  recommend(user: number, count: number): number[];
}

/** A recommender by matrix factorisation: what users would rate, from a fifth of all ratings. AdamW's decay keeps it from learning them by heart. */
export async function recommender({ effort = 40, ...rest }: Setting = {}): Promise<Recommended> {
  const [users, items] = [300, 200];
  const { key, backend } = setting(rest);
  const data = ratings(foldIn(key, 'ratings'), { users, items });
  const split = trainTestSplit(data);
  const mean = split.train.target.mean().item();
  const model = factors(users, items, 3, mean);
  const optimizer = adamw({ learningRate: 5e-3, weightDecay: 0.3 });
  const { params, state } = await train({ model, loss: mse, optimizer, data: split.train, epochs: effort, batchSize: 64, key, backend });

  const { features, target } = split.test;
  const error = evaluator({ model, loss: mse, metrics: [rmse], backend })(params, state, { features, target })['rmse']!;
  const rootMeanSquare = (guess: (row: number) => number): number =>
    target
      .sub(ndarray(Float64Array.from(target.data, (_, row) => guess(row))))
      .pow(2)
      .mean()
      .sqrt()
      .item();
  const ofMean = rootMeanSquare(() => mean);
  const ofTruth = rootMeanSquare((row) => data.truth.data[5 * row]!);
  return {
    ...{ error, ofMean, ofTruth },
    text: `recommender: error ${error.toFixed(3)} on unseen ratings; of the mean ${ofMean.toFixed(3)}, of the truth ${ofTruth.toFixed(3)}`,
    recommend: (user, count) => {
      const pairs = tensor(Array.from({ length: items }, (_, item) => [user, item]));
      const expected = model.apply(params, state, pairs, { mode: 'eval' }).y.dataSync();
      return Array.from(expected.keys())
        .sort((a, b) => expected[b]! - expected[a]!)
        .slice(0, count);
    },
  };
}
