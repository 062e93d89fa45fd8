import { definePlugin, mapTree, ndarray, type Tree, type Value } from '@chainrule/core';
import { optimizers, sgd, type OptimizerName } from '@chainrule/optim';
import { describe, expect, test } from 'vitest';
import { failing, type Breach } from '../test-support/failing.js';
import { testOptimizer, type OptimizerTestOptions } from './test-optimizer.js';

/** With what each descends, and what it says of itself; a new optimizer without a line does not compile. */
const builtIn: Record<OptimizerName, OptimizerTestOptions> = {
  sgd: {},
  adam: { learningRate: 0.02 },
  adamw: { learningRate: 0.02 },
  adamax: { learningRate: 0.02 },
  nadam: { learningRate: 0.02 },
  radam: { learningRate: 0.02 },
  adagrad: { learningRate: 0.1 },
  adadelta: { learningRate: 1, steps: 1000 },
  rmsprop: { learningRate: 0.01 },
  rprop: { learningRate: 0.01, movesAtRateZero: true },
  asgd: {},
  lbfgs: { learningRate: 1, steps: 10, evaluatesLoss: true },
  lion: { learningRate: 0.01 },
  adabelief: { learningRate: 0.02 },
  yogi: { learningRate: 0.02 },
  lamb: { learningRate: 0.02 },
  adan: { learningRate: 0.02 },
  novograd: { learningRate: 0.02 },
  muon: { learningRate: 0.02 },
  scheduleFree: { learningRate: 0.05 },
  prodigy: { learningRate: 1 },
  sam: { evaluatesLoss: true },
  lookahead: {},
};

describe.each(Object.entries(builtIn) as [OptimizerName, OptimizerTestOptions][])('%s', (name, options) => {
  test.each(testOptimizer(optimizers[name], options).map((each) => [each.name, each.run] as const))('%s', (_, run) => {
    run();
  });
});

type Params = Tree<Value>;
type Options = { readonly learningRate: number };
interface Rule {
  init: (params: Params) => unknown;
  hyper: (step: number) => Record<string, number>;
  update: (
    g: Params,
    state: never,
    params: Params,
    context: { step: number; hyper: Record<string, never> },
  ) => { updates: unknown; state: unknown };
  evalParams?: (state: never, params: Params) => Params;
}

/** Gradient descent with momentum, as a stranger would write it, with one part replaced by a broken one. */
const broken =
  (change: (rule: Rule, options: Options) => Partial<Rule> & object): ((options: Options) => never) =>
  (options) => {
    const right = sgd({ ...options, momentum: 0.5 }) as unknown as Rule;
    return definePlugin('optimizer', 'broken', { ...right, ...change(right, options) }) as never;
  };
const each = (tree: unknown, f: (leaf: Value) => unknown): Params => mapTree(tree, f as (leaf: unknown) => unknown) as Params;
const zip = (a: Params, b: Params, f: (x: Value, y: Value) => Value): Params => {
  const others: Value[] = [];
  mapTree(b, (leaf: Value) => others.push(leaf));
  return each(a, (leaf) => f(leaf, others.shift()!));
};
const dataOf = (x: Value): Float64Array => (x as unknown as { readonly data: Float64Array }).data;
let calls = 0;

const breaches: readonly Breach<(options: Options) => never>[] = [
  {
    breach: 'is written for a newer contract',
    caughtBy: 'it says that it is an optimizer of contract 1',
    broken: (options) => ({ ...sgd(options), '~chainrule': { kind: 'optimizer', spec: 2, name: 'next' } }) as never,
  },
  {
    breach: 'says that it is a schedule',
    caughtBy: 'it says that it is an optimizer of contract 1',
    broken: (options) => definePlugin('schedule', 'sgd', sgd(options)) as never,
  },
  {
    breach: 'has a rate that becomes infinite',
    caughtBy: 'hyper gives finite numbers, the same for the same step',
    broken: broken((rule) => ({ hyper: (step) => ({ ...rule.hyper(step), extra: 1 / (999 - step) }) })),
  },
  {
    breach: 'counts the calls of hyper',
    caughtBy: 'hyper gives finite numbers, the same for the same step',
    broken: broken((rule) => ({ hyper: (step) => ({ ...rule.hyper(step), extra: calls++ }) })),
  },
  {
    breach: 'writes over the gradient',
    caughtBy: 'inputs stay as they are',
    broken: broken((rule) => ({
      update: (g, ...rest) => {
        each(g, (leaf) => dataOf(leaf).fill(0.5));
        return rule.update(g, ...rest);
      },
    })),
  },
  {
    breach: 'keeps its velocity in the state it was given',
    caughtBy: 'inputs stay as they are',
    broken: broken((rule) => ({ update: (g, state, ...rest) => ({ ...rule.update(g, state, ...rest), state: Object.assign(state, rule.update(g, state, ...rest).state) }) })), // prettier-ignore
  },
  {
    breach: 'adds noise of its own',
    caughtBy: 'the same inputs give the same bits',
    broken: broken((rule) => ({
      update: (...args) => {
        const result = rule.update(...args);
        return { ...result, updates: each(result.updates, (u) => u.mul(1 + 1e-12 * ++calls)) };
      },
    })),
  },
  {
    breach: 'remembers in a closure',
    caughtBy: 'two runs of one optimizer do not know of each other',
    broken: broken((rule) => {
      let velocity: Params | undefined;
      return {
        init: () => ({}),
        update: (g, state) => {
          velocity = velocity ? zip(velocity, g, (v, x) => v.mul(0.5).add(x)) : g;
          return { updates: each(velocity, (v) => v.mul(rule.hyper(0)['negativeRate']!)), state };
        },
      };
    }),
  },
  {
    breach: 'corrects its bias by context.step',
    caughtBy: 'what changes from step to step comes by hyper',
    broken: broken((rule) => ({
      update: (g, state, params, context) => {
        const result = rule.update(g, state, params, context);
        return { ...result, updates: each(result.updates, (u) => u.mul(1 - 0.9 ** (context.step + 1))) };
      },
    })),
  },
  ...(['float32', 'float64'] as const).map((dtype) => ({
    breach: `gives updates in another type than ${dtype}`,
    caughtBy: `parameters keep structure, shapes and element type, ${dtype}`,
    broken: broken(() => ({ evalParams: (_, params) => each(params, (p) => ndarray(Float64Array.from(dataOf(p)), { shape: p.shape }).cast(dtype === 'float32' ? 'float64' : 'float32')) })), // prettier-ignore
  })),
  {
    breach: 'makes its state at the first update',
    caughtBy: 'the state keeps its structure, shapes and element types',
    broken: broken((rule) => ({
      init: () => ({}),
      update: (g, state, params, context) => rule.update(g, (Object.keys(state).length > 0 ? state : rule.init(params)) as never, params, context), // prettier-ignore
    })),
  },
  {
    breach: 'keeps functions in its state',
    caughtBy: 'goes on from where it was saved, to the same bits',
    broken: broken((rule) => ({
      init: (params) => ({ read: () => rule.init(params) }),
      update: (g, state: { read: () => unknown }, params, context) => {
        const result = rule.update(g, state.read() as never, params, context);
        return { updates: result.updates, state: { read: () => result.state } };
      },
    })),
  },
  {
    breach: 'climbs',
    caughtBy: 'descends on a quadratic',
    broken: broken((rule) => ({ hyper: (step) => ({ ...rule.hyper(step), negativeRate: -rule.hyper(step)['negativeRate']! }) })),
  },
  {
    breach: 'decays weights whatever the rate is',
    caughtBy: 'with rate 0 nothing moves',
    broken: broken((rule) => ({
      update: (g, state, params, context) => {
        const result = rule.update(g, state, params, context);
        return { ...result, updates: zip(result.updates as Params, params, (u, p) => u.sub(p.mul(1e-3))) };
      },
    })),
  },
  {
    breach: 'divides by the gradient',
    caughtBy: 'gradients of zero give finite updates',
    broken: broken((rule) => ({
      update: (g, ...rest) =>
        rule.update(
          each(g, (x) => x.div(x.abs())),
          ...rest,
        ),
    })),
  },
  {
    breach: 'reads the numbers of arrays',
    caughtBy: 'on tensors it goes where it goes on arrays',
    broken: broken((rule) => ({
      update: (g, ...rest) => rule.update(each(g, (x) => ndarray(Float64Array.from(dataOf(x)), { shape: x.shape })), ...rest), // prettier-ignore
    })),
  },
  {
    breach: 'asks for a value inside a compiled step',
    caughtBy: 'compiled it goes where it goes on arrays',
    broken: broken((rule) => ({
      update: (g, ...rest) =>
        rule.update(
          each(g, (x) => (numberOf(x.mul(x).sum()) > 1e6 ? x.fill(0) : x)),
          ...rest,
        ),
    })),
  },
  {
    breach: 'freezes the rate of its first step',
    caughtBy: 'compiled it goes where it goes on arrays',
    broken: broken((rule) => ({
      hyper: (step) => ({ negativeRate: -0.1 / (step + 1), intake: 1 }),
      update: (g, state, params, { hyper }) =>
        rule.update(g, state, params, { step: 0, hyper: typeof hyper['negativeRate'] === 'number' ? hyper : { negativeRate: -0.1 as never, intake: 1 as never } }), // prettier-ignore
    })),
  },
  {
    breach: 'takes whatever gradients come',
    caughtBy: 'gradients that do not fit the parameters are refused',
    broken: broken(() => ({
      init: () => ({}),
      update: (g, state, params) => {
        const first: Value[] = [];
        mapTree(g, (leaf: Value) => first.push(leaf));
        return { updates: each(params, (p) => p.mul(-0.01)), state };
      },
    })),
  },
  {
    breach: 'takes any learning rate',
    caughtBy: 'a learning rate that is none is refused',
    broken: ({ learningRate }) => broken(() => ({}))({ learningRate: Math.min(Math.abs(learningRate) || 0, 1) }),
  },
];
const numberOf = (x: Value): number => ('item' in x ? (x as unknown as { item: () => number }).item() : 0);

test.each(breaches.map((one) => [one.breach, one] as const))('an optimizer that %s is caught by name', (_, { broken: make, caughtBy }) => {
  expect(failing(testOptimizer(make))).toContain(caughtBy);
});

test('every promise is broken by one of them', () => {
  const names = testOptimizer(sgd).map(({ name }) => name);
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(names.sort());
});
