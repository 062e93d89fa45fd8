import { createRegistry, ndarray, type NdArray } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { adam } from './optimizers/adam.js';
import { applyUpdates } from './apply-updates.js';
import type { Optimizer } from './optimizer.js';
import { advance, begin } from './run.js';
import { sgd } from './optimizers/sgd.js';

const optimizers: readonly [string, (learningRate: number) => Optimizer][] = [
  ['sgd', (learningRate) => sgd({ learningRate })],
  ['sgd with momentum', (learningRate) => sgd({ learningRate, momentum: 0.5 })],
  ['adam', (learningRate) => adam({ learningRate })],
];

describe.each(optimizers)('%s', (_, make) => {
  const params = { layers: [{ w: ndarray([[1, 2]]), b: ndarray([0]) }] };
  const grads = { layers: [{ w: ndarray([[2, 4]]), b: ndarray([1]) }] };

  test('goes down on a quadratic, and leaves its arguments as they are', () => {
    let run = begin(make(0.1), params);
    for (let i = 0; i < 200; i++)
      run = advance(run, { layers: [{ w: run.params.layers[0]!.w.mul(2), b: run.params.layers[0]!.b.sub(3) }] });
    expect(run.params.layers[0]!.w.abs().max().item()).toBeLessThan(0.05);
    expect(run.params.layers[0]!.b.item()).toBeCloseTo(3, 1);
    expect([...params.layers[0]!.w.data]).toEqual([1, 2]);
  });

  test('stays in float32', () => {
    const run = advance(begin(make(0.1), ndarray([1, 2]).cast('float32')), ndarray([1, 1]).cast('float32'));
    expect(run.params.dtype).toBe('float32');
  });

  test('is a plugin', () => {
    const optimizer = make(0.1) as Optimizer & ReturnType<typeof sgd>;
    expect(createRegistry(optimizer).find('optimizer', optimizer['~chainrule'].name)).toBe(optimizer);
  });

  test.each([NaN, -0.1, Infinity])('refuses a learning rate of %d', (learningRate) => {
    expect(() => make(learningRate)).toThrow(`learningRate is ${learningRate}`);
  });

  test.each([
    ['a missing gradient', { layers: [{ w: ndarray([[1, 2]]) }] }, 'nothing is given for the parameter "layers.0.b"'],
    ['a misspelt one', { layers: [{ W: ndarray([[1, 2]]), b: ndarray([0]) }] }, 'the parameter "layers.0.w" (did you mean "layers.0.W"?)'],
    ['one too many', { layers: [{ ...grads.layers[0]!, c: ndarray(1) }] }, 'there is no parameter for "layers.0.c"'],
    [
      'one of another shape',
      { layers: [{ w: ndarray([1, 2]), b: ndarray([0]) }] },
      'the gradient of "layers.0.w" has shape [2], the parameter [1, 2]',
    ],
  ])('refuses %s', (__, wrong, says) => {
    expect(() => advance(begin(make(0.1), params), wrong)).toThrow(says);
  });
});

test('a schedule is asked at every step, and its rate checked', () => {
  const asked: number[] = [];
  let run = begin(sgd({ learningRate: (step) => (asked.push(step), 2 - step) }), ndarray(0));
  for (let i = 0; i < 3; i++) run = advance(run, ndarray(1));
  expect(asked).toEqual([0, 1, 2]);
  expect(run.params.item()).toBe(-3);
  expect(() => advance(run, ndarray(1))).toThrow('learningRate is -1');
});

test.each([
  ['nesterov without momentum', () => sgd({ learningRate: 1, nesterov: true }), 'needs momentum'],
  ['nesterov with dampening', () => sgd({ learningRate: 1, momentum: 0.9, dampening: 0.1, nesterov: true }), 'no dampening'],
  ['a negative momentum', () => sgd({ learningRate: 1, momentum: -0.1 }), 'momentum is -0.1'],
  ['a beta of 1', () => adam({ beta2: 1 }), 'beta2 is 1'],
  ['a negative epsilon', () => adam({ epsilon: -1 }), 'epsilon is -1'],
])('%s is refused', (_, make, says) => {
  expect(make).toThrow(says);
});

test('dampening begins with the second step', () => {
  let run = begin(sgd({ learningRate: 1, momentum: 0.5, dampening: 0.25 }), ndarray(0));
  run = advance(run, ndarray(1));
  expect(run.params.item()).toBe(-1);
  run = advance(run, ndarray(1));
  expect(run.params.item()).toBe(-1 - (0.5 + 0.75));
});

test('maximize climbs', () => {
  expect(advance(begin(sgd({ learningRate: 0.5, maximize: true }), ndarray(1)), ndarray(2)).params.item()).toBe(2);
});

test('updates that do not match are refused by path', () => {
  expect(() => applyUpdates({ w: ndarray(1) }, { v: ndarray(1) })).toThrow('nothing is given for the parameter "w"');
});

/** A plugin in a few lines: the sign of the gradient, scaled by a rate that halves. */
const signDescent: Optimizer<Record<string, never>, NdArray> = {
  init: () => ({}),
  hyper: (step) => ({ negativeRate: -(0.5 ** step) }),
  update: (grads, state, _, { hyper }) => ({ updates: grads.sign().mul(hyper['negativeRate']!), state }),
};

test('an optimizer of someone else runs the same way', () => {
  let { params, state } = { params: ndarray([4, -4]), state: signDescent.init(ndarray(0)) };
  for (let step = 0; step < 3; step++) {
    const result = signDescent.update(params, state, params, { step, hyper: signDescent.hyper!(step) });
    [params, state] = [applyUpdates(params, result.updates), result.state];
  }
  expect([...params.data]).toEqual([2.25, -2.25]);
});
