import { defineVectorActivation, softmax, vectorActivations, type VectorActivation } from '@chainrule/activations';
import type { Value } from '@chainrule/core';
import { stopGradient, Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { failing, type Breach } from '../test-support/failing.js';
import { testActivation } from './test-activation.js';

describe.each(Object.entries(vectorActivations))('%s', (_, activation) => {
  test.each(testActivation(activation).map((each) => [each.name, each.run] as const))('%s', (__, run) => {
    run();
  });
});

const facts = { range: [0, 1], advice: 'For the output of a classifier.' } as const;
const weights = (x: Value, axis: number): Value => x.sub(x.max(axis, { keepDims: true })).exp();
const share = (x: Value, axis: number): Value => x.div(x.sum(axis, { keepDims: true }));
const of = (f: (x: Value, axis: number) => Value, change: object = {}): VectorActivation =>
  defineVectorActivation('softmax', f, { ...facts, ...change });
/** softmax with one part replaced by a broken one; called, it is softmax still. */
const replaced = (change: object): VectorActivation =>
  Object.assign((...args: Parameters<VectorActivation>) => softmax(...args), softmax, change);
const onTensors = (f: (x: Tensor) => Tensor): VectorActivation =>
  replaced({ apply: (x: Value) => (x instanceof Tensor ? f(x as Tensor) : softmax(x)) });

const breaches: readonly Breach<VectorActivation>[] = [
  { breach: 'is written for a newer contract', caughtBy: 'it says that it is an activation of contract 1', broken: replaced({ '~chainrule': { kind: 'activation', spec: 2, name: 'softmax' } }) }, // prettier-ignore
  { breach: 'gives no advice', caughtBy: 'it gives advice', broken: of((x, axis) => share(weights(x, axis), axis), { advice: '' }) },
  { breach: 'overflows', caughtBy: 'numbers of any size have values within the range; what is not a number has none', broken: of((x, axis) => share(x.exp(), axis)) }, // prettier-ignore
  { breach: 'leaves its range', caughtBy: 'numbers of any size have values within the range; what is not a number has none', broken: of((x, axis) => weights(x, axis).mul(2)) }, // prettier-ignore
  {
    breach: 'does not look at its axis',
    caughtBy: 'it is the same function along every axis',
    broken: of((x) => share(weights(x, -1), -1)),
  },
  { breach: 'takes the axis that it was not asked for', caughtBy: 'it is the same function along every axis', broken: replaced({ with: () => softmax }) }, // prettier-ignore
  { breach: 'takes any axis', caughtBy: 'an axis that is not there, or has no numbers, is refused', broken: Object.assign((x: Value) => share(x.exp(), 0), softmax) }, // prettier-ignore
  { breach: 'leaves float32', caughtBy: 'of a tensor it keeps the element type, and is what it is of an array, float32', broken: onTensors((x) => softmax(x.cast('float64'))) }, // prettier-ignore
  { breach: 'loses digits on the way', caughtBy: 'of a tensor it keeps the element type, and is what it is of an array, float64', broken: onTensors((x) => softmax(x.cast('float32')).cast('float64')) }, // prettier-ignore
  { breach: 'has a wrong gradient', caughtBy: 'the gradient is what differences measure, and so is the second', broken: onTensors((x) => softmax(x.mul(1.1).sub(stopGradient(x).mul(0.1)))) }, // prettier-ignore
  { breach: 'looks at the numbers to choose a branch', caughtBy: 'compiled it is the same, and so is its gradient', broken: onTensors((x) => (x.sum().item() > 1e9 ? x : softmax(x))) }, // prettier-ignore
];

test.each(breaches.map((one) => [one.breach, one] as const))(
  'an activation along an axis that %s is caught by name',
  (_, { broken, caughtBy }) => {
    expect(failing(testActivation(broken))).toContain(caughtBy);
  },
);

test('every promise is broken by one of them, and another axis keeps them all', () => {
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(testActivation(softmax).map(({ name }) => name).sort()); // prettier-ignore
  expect(failing(testActivation(softmax.with({ axis: 0 })))).toEqual([]);
});
