import { ChainruleError, foldIn, ndarray, normal, uniform, type Key, type NdArray } from '@chainrule/core';
import type { DataSet } from '../data-set.js';
import { checkCount } from './check-count.js';

/** How many users, items and ratings `ratings` draws, and how noisy. */
export interface RatingsOptions {
  /** Default 300. */
  readonly users?: number;
  /** Default 200. */
  readonly items?: number;
  /** Ratings, of different pairs. Default 12,000: a fifth of all. */
  readonly count?: number;
  /** Numbers that a user's taste consists of, and an item's qualities. Default 3. */
  readonly factors?: number;
  /** Standard deviation of what no model can know. Default 0.5. */
  readonly noise?: number;
}

/** Ratings that users gave to items, with the truth behind them. */
export interface Ratings extends DataSet {
  /** `[examples]`: what would be rated without noise and rounding. For judging only: its error is the least there can be. */
  readonly truth: NdArray;
}

/**
 * Ratings of items by users, from ½ to 5 in halves, of which most are missing: what a recommender learns from.
 *
 * truth = 3.5 + b_u + c_i + ⟨p_u, q_i⟩, with b, c of deviation 0.4 and the product of deviation 0.6; a rating is truth + noise·ε, rounded to
 * halves and cut off at the ends. Features are the numbers of user and item. No pair comes twice.
 *
 * Throws `argument` for more ratings than there are pairs, and for counts that are none. Model: Koren, Bell and Volinsky 2009,
 * "Matrix factorization techniques for recommender systems".
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { ratings } from '@chainrule/data';
 * const { features, target, names } = ratings(key(0), { count: 1000 });
 * [features.shape, names]; // → [[1000, 2], ['user', 'item']]
 * target.data.every((rating) => rating >= 0.5 && rating <= 5); // → true
 * ```
 */
export function ratings(key: Key, { users = 300, items = 200, count = 12_000, factors = 3, noise = 0.5 }: RatingsOptions = {}): Ratings {
  for (const each of [users, items, count, factors]) checkCount(each, 'ratings');
  if (count > users * items)
    throw new ChainruleError('argument', `${count} ratings of ${users * items} pairs`, {
      operation: 'ratings',
      hint: 'ask for fewer, or for more users or items',
    });
  const draw = (name: string, shape: readonly number[]): ArrayLike<number> => normal(foldIn(key, name), shape).data;
  const [taste, quality] = [draw('taste', [users, factors]), draw('quality', [items, factors])];
  const [mildness, renown, luck] = [draw('mildness', [users]), draw('renown', [items]), draw('luck', [count])];
  const pairs = someOf(users * items, count, foldIn(key, 'pairs'));
  const features = new Float64Array(2 * count);
  const truth = new Float64Array(count);
  const target = new Float64Array(count);
  pairs.forEach((pair, row) => {
    const [user, item] = [Math.floor(pair / items), pair % items];
    let agreement = 0;
    for (let k = 0; k < factors; k++) agreement += taste[user * factors + k]! * quality[item * factors + k]!;
    truth[row] = 3.5 + 0.4 * (mildness[user]! + renown[item]!) + (0.6 * agreement) / Math.sqrt(factors);
    target[row] = Math.min(5, Math.max(0.5, Math.round(2 * (truth[row] + noise * luck[row]!)) / 2));
    features.set([user, item], 2 * row);
  });
  return {
    features: ndarray(features, { shape: [count, 2] }),
    target: ndarray(target),
    truth: ndarray(truth),
    names: ['user', 'item'],
    targetName: 'rating',
    source: `generated: ${factors} factors, noise ${noise}`,
  };
}

/** So many different ones of 0 … all − 1, in random order: the beginning of a shuffle. */
function someOf(all: number, count: number, key: Key): Int32Array {
  const order = Int32Array.from({ length: all }, (_, i) => i);
  uniform(key, [count]).data.forEach((u, i) => {
    const other = i + Math.floor(u * (all - i));
    [order[i], order[other]] = [order[other]!, order[i]!];
  });
  return order.subarray(0, count);
}
