import { ndarray } from '@chainrule/core';
import { expect, test } from 'vitest';
import { defineActivation, elu, leakyRelu, logSoftmax, prelu, softmax, threshold } from './index.js';

test('parameters are named, and their names checked', () => {
  expect(leakyRelu.with({ slope: 0.2 }).value(-1)).toBe(-0.2);
  expect(leakyRelu.value(-1)).toBe(-0.01);
  expect(leakyRelu.with({ slope: 0.2 }).derivative(-1)).toBe(0.2);
  // @ts-expect-error no such parameter
  expect(() => elu.with({ slope: 1 })).toThrow('there is no parameter "slope"');
  const wrong = defineActivation('wrong', elu.fn, { range: [0, 1], saturates: 'none', advice: '' });
  expect(() => wrong.value(1)).toThrow('elu takes (x, alpha), and is given (x)');
});

test('a parameter may be an array: learned slopes, one a channel', () => {
  const x = ndarray([[-1, -1], [2, -2]]); // prettier-ignore
  expect([...prelu.apply(x, { slope: ndarray([0.1, 0.5]) }).data]).toEqual([-0.1, -0.5, 2, -1]);
});

test('threshold keeps not-a-number', () => {
  expect(threshold.with({ threshold: 1, value: 20 }).value(1)).toBe(20);
  expect(threshold.value(NaN)).toBeNaN();
});

test('softmax along any axis, of numbers of any size', () => {
  const x = ndarray([[1e4, 1e4], [-1e4, 1e4]]); // prettier-ignore
  expect([...softmax(x, 0).data]).toEqual([1, 0.5, 0, 0.5]);
  expect([...softmax.with({ axis: 0 }).apply(x).data]).toEqual([1, 0.5, 0, 0.5]);
  expect([...logSoftmax(x).data]).toEqual([-Math.LN2, -Math.LN2, -2e4, 0]);
  expect(() => softmax(ndarray([], { shape: [2, 0] }))).toThrow('there are no numbers along the axis');
});
