import { definePlugin, foldIn, type Key } from '@chainrule/core';
import { embedding, normalFill, type Layer, type Nothing, type ParamsOf } from '@chainrule/nn';
import { slice, type Tensor } from '@chainrule/tensor';

export type Tables = Readonly<Record<'user' | 'item' | 'userBias' | 'itemBias', ParamsOf<ReturnType<typeof embedding>>>>;

/** A user's rating of an item: the mean, how mild the user and how good the item is, and how well their few numbers agree. */
export function factors({ users = 300, items = 200, size = 3, mean = 3.5 } = {}): Layer<Tables, Nothing> {
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
