import { key } from '@chainrule/core';
import { ones, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import type { Layer } from '../layer.js';
import { batchNorm } from './batch-norm.js';
import { dropout } from './dropout.js';
import { multiHeadAttention, type AttentionInput } from './multi-head-attention.js';
import { maxPool } from './max-pool.js';
import { positionalEmbedding } from './positional-embedding.js';

type Input = Tensor | AttentionInput;
const outputOf = (layer: unknown, x: Input): readonly number[] => {
  const any = layer as Layer<unknown, unknown, Input>;
  const { params, state } = any.init(key(0));
  return any.apply(params, state, x, { mode: 'train', key: key(1) }).y.shape;
};
const attend = (queries: number, keys: number, values: number, marks = keys): AttentionInput => ({
  query: ones([2, queries, 4]),
  key: ones([2, keys, 4]),
  value: ones([2, values, 4]),
  keyPadding: ones([2, marks], { dtype: 'bool' }),
});

test.each<[name: string, layer: unknown, x: Input, shape: readonly number[]]>([
  ['positions for shorter sequences', positionalEmbedding(3, 4), ones([2, 2, 4]), [2, 2, 4]],
  ['positions for one sequence', positionalEmbedding(3, 4), ones([3, 4]), [3, 4]],
  ['features without places', batchNorm(4), ones([3, 4]), [3, 4]],
  ['features with places', batchNorm(4), ones([3, 4, 2]), [3, 4, 2]],
  ['other numbers of queries than of keys', multiHeadAttention(4, 2), attend(5, 3, 3), [2, 5, 4]],
  ['one picture without a batch', maxPool([2, 2]), ones([1, 4, 4]), [1, 2, 2]],
])('%s are taken', (_, layer, x, shape) => {
  expect(outputOf(layer, x)).toEqual(shape);
});

test.each<[name: string, layer: unknown, x: Input, says: string]>([
  ['a sequence that is too long', positionalEmbedding(3, 4), ones([2, 4, 4]), 'is no sequence of up to 3 vectors of 4'],
  ['vectors of another size', positionalEmbedding(3, 4), ones([2, 3, 5]), 'is no sequence of up to 3 vectors of 4'],
  ['no sequence', positionalEmbedding(3, 4), ones([4]), 'is no sequence of up to 3 vectors of 4'],
  ['other features', batchNorm(4), ones([2, 3]), 'does not have 4 features along axis 1'],
  ['one example that is no batch', batchNorm(4), ones([4]), 'does not have 4 features along axis 1'],
  ['keys without values', multiHeadAttention(4, 2), attend(3, 3, 2), 'not one number of places'],
  ['keys without marks', multiHeadAttention(4, 2), attend(3, 3, 3, 2), 'not one number of places'],
  ['a picture without channels', maxPool([2, 2]), ones([4, 4]), 'does not have 4 axes'],
])('%s is refused', (_, layer, x, says) => {
  expect(() => outputOf(layer, x)).toThrow(says);
});

test('what dropout keeps makes up for what it drops', () => {
  const { y } = dropout(0.25).apply({}, {}, ones([1000]), { mode: 'train', key: key(3) });
  const numbers = [...y.dataSync()];
  expect(new Set(numbers)).toEqual(new Set([0, Math.fround(4 / 3)]));
  expect(numbers.filter((each) => each === 0).length / 1000).toBeCloseTo(0.25, 1);
});
