// Ratings by matrix factorisation: a mean, and a bias and a few numbers for every user and item.
import { definePlugin, foldIn, type Key } from '@chainrule/core';
import { normalFill, type Layer, type Nothing } from '@chainrule/nn';
import { slice, type Tensor } from '@chainrule/tensor';

type Tables = Readonly<Record<'user' | 'item' | 'userBias' | 'itemBias', Tensor>>;

export function factors(users: number, items: number, size: number, mean: number): Layer<Tables, Nothing> {
  const shapes = { user: [users, size], item: [items, size], userBias: [users, 1], itemBias: [items, 1] };
  return definePlugin('layer', 'factors', {
    options: { users, items, size, mean },
    init: (from: Key) => {
      const table = (name: keyof Tables, deviation: number): Tensor => normalFill({ deviation })(foldIn(from, name), shapes[name]);
      return {
        params: { user: table('user', 0.1), item: table('item', 0.1), userBias: table('userBias', 0), itemBias: table('itemBias', 0) },
        state: {},
      };
    },
    apply: (params: Tables, state: Nothing, x: Tensor) => {
      const [user, item] = [slice(x, ':', 0).cast('int32'), slice(x, ':', 1).cast('int32')];
      const agreement = params.user.take(user).mul(params.item.take(item)).sum(-1);
      const bias = params.userBias.take(user).add(params.itemBias.take(item)).reshape([-1]);
      return { y: agreement.add(bias).add(mean), state };
    },
  });
}
