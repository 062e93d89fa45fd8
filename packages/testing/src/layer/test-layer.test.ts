import { definePlugin, ndarray, normal, type Key } from '@chainrule/core';
import { linear, type Context } from '@chainrule/nn';
import { customDerivative, tensor, uniform, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { waves } from '../gradient.js';
import { failing, type Breach } from '../test-support/failing.js';
import { testLayer } from './test-layer.js';

interface Params {
  readonly weight: Tensor;
}
type Apply = (p: Params, state: { readonly seen: Tensor }, x: Tensor, context: Context) => { y: Tensor; state: unknown };
type Init = (key: Key, options?: { readonly dtype?: 'float32' | 'float64' }) => { params: unknown; state: unknown };

const init: Init = (key, { dtype = 'float32' } = {}) => ({
  params: { weight: tensor(normal(key, [3, 2]), { dtype }) },
  state: { seen: tensor(0, { dtype }) },
});
const counted = (state: { readonly seen: Tensor }, { mode }: Context): unknown => (mode === 'train' ? { seen: state.seen.add(1) } : state);
const apply: Apply = (p, state, x, context) => ({ y: x.matmul(p.weight).tanh(), state: counted(state, context) });

/** A layer as a stranger would write it, with a part replaced by a broken one. */
const broken = (change: { readonly init?: Init; readonly apply?: Apply; readonly options?: unknown }): object =>
  definePlugin('layer', 'mine', { options: {}, init, apply, ...change });
const x = (): Tensor => waves([4, 3]);
/** The derivative a hundredth too large. */
const steeper = customDerivative({ value: (y: Tensor) => y.mul(1), jvp: (_, [dy]: readonly [Tensor]) => dy.mul(1.01) });
let calls = 0;

const breaches: readonly Breach<object>[] = [
  {
    breach: 'is written for a newer contract',
    caughtBy: 'it says that it is a layer of contract 1, and its options',
    broken: { options: {}, init, apply, '~chainrule': { kind: 'layer', spec: 2, name: 'next' } },
  },
  {
    breach: 'has no options',
    caughtBy: 'it says that it is a layer of contract 1, and its options',
    broken: broken({ options: undefined }),
  },
  {
    breach: 'is always in single precision',
    caughtBy: 'parameters and state are trees of tensors of the element type asked for',
    broken: broken({ init: (key) => init(key) }),
  },
  {
    breach: 'has arrays for parameters',
    caughtBy: 'parameters and state are trees of tensors of the element type asked for',
    broken: broken({ init: (key, options) => ({ ...init(key, options), params: { weight: ndarray([[1]]) } }) }),
  },
  {
    breach: 'begins elsewhere every time',
    caughtBy: 'the same key gives the same parameters',
    broken: broken({ init: (key, { dtype = 'float32' } = {}) => ({ ...init(key), params: { weight: tensor(normal(key, [3, 2]), { dtype }).add(++calls) } }) }), // prettier-ignore
  },
  {
    breach: 'counts its calls',
    caughtBy: 'the same inputs give the same bits, and stay as they are',
    broken: broken({ apply: (p, state, at, c) => ({ ...apply(p, state, at, c), y: at.matmul(p.weight).add(++calls) }) }),
  },
  {
    breach: 'drops when it is used, too',
    caughtBy: 'when it is used the key does not matter, and the state stays',
    broken: broken({ apply: (p, state, at, c) => ({ ...apply(p, state, at, c), y: at.matmul(p.weight).mul(c.key ? uniform(c.key, [2], { dtype: at.dtype as 'float64' }) : 1) }) }), // prettier-ignore
  },
  {
    breach: 'counts when it is used, too',
    caughtBy: 'when it is used the key does not matter, and the state stays',
    broken: broken({ apply: (p, state, at, c) => ({ ...apply(p, state, at, c), state: { seen: state.seen.add(1) } }) }),
  },
  {
    breach: 'grows its state',
    caughtBy: 'the state keeps its structure, shapes and element types',
    broken: broken({ apply: (p, state, at, c) => ({ ...apply(p, state, at, c), state: c.mode === 'train' ? { ...state, more: state.seen } : state }) }), // prettier-ignore
  },
  {
    breach: 'leaves single precision',
    caughtBy: 'in float32 it stays in float32, and gives nearly the same',
    broken: broken({ apply: (p, state, at, c) => ({ ...apply(p, state, at, c), y: at.matmul(p.weight).cast('float64') }) }),
  },
  {
    breach: 'has a wrong gradient by its parameters',
    caughtBy: 'the gradient by its parameters is what differences measure',
    broken: broken({ apply: (p, state, at, c) => apply({ weight: steeper(p.weight) }, state, at, c) }),
  },
  {
    breach: 'has a wrong gradient by its input',
    caughtBy: 'the gradient by its input is what differences measure',
    broken: broken({ apply: (p, state, at, c) => apply(p, state, steeper(at), c) }),
  },
  {
    breach: 'mixes examples',
    caughtBy: 'a batch is a loop over its examples',
    broken: broken({ apply: (p, state, at, c) => apply(p, state, at.sub(at.mean(0)), c) }),
  },
  {
    breach: 'looks at the numbers to choose a branch',
    caughtBy: 'compiled it is the same',
    broken: broken({ apply: (p, state, at, c) => apply(p, state, at.sum().item() > 1e9 ? at.neg() : at, c) }),
  },
];

test.each(breaches.map((one) => [one.breach, one] as const))('a layer that %s is caught by name', (_, { broken: layer, caughtBy }) => {
  expect(failing(testLayer(layer, { x }))).toContain(caughtBy);
});

test('every promise is broken by one of them, and right layers keep them all', () => {
  const names = testLayer(linear(3, 2), { x }).map(({ name }) => name);
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(names.sort());
  expect(failing(testLayer(broken({}), { x }))).toEqual([]);
  expect(failing(testLayer(linear(3, 2), { x }))).toEqual([]);
});
