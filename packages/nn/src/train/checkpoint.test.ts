import { isChainruleError, key } from '@chainrule/core';
import { tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { readCheckpoint, writeCheckpoint, type TrainingState } from './checkpoint.js';

const state: TrainingState = {
  ...{ params: { w: tensor([1.5, -2]) }, state: { mean: tensor([0]) }, optimizer: { m: tensor([1, 2]), scale: Infinity }, best: {} },
  ...{ step: 7, epoch: 1, batch: 2, lossSum: NaN, rows: 20, history: [{ epoch: 0, loss: 0.5, figures: { loss: 0.4 } }] },
};
const setting = { key: key(1), batchSize: 10, optimizer: 'adam' };
const plain = (tree: unknown): unknown => JSON.stringify(tree, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value));

test('any bit that is altered is noticed, or says the same', () => {
  const bytes = writeCheckpoint(state, setting);
  const text = (read: TrainingState): unknown => {
    const { params, state: layers, optimizer } = read as unknown as Record<string, Record<string, { dataSync(): unknown }>>;
    return plain([
      params!['w']!.dataSync(),
      layers!['mean']!.dataSync(),
      optimizer!['m']!.dataSync(),
      optimizer!['scale'],
      read.history,
      read.step,
    ]);
  };
  const wanted = text(state);
  expect(text(readCheckpoint(bytes, state, setting))).toBe(wanted);
  let refused = 0;
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const altered = bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));
    try {
      expect(text(readCheckpoint(altered, state, setting))).toBe(wanted);
    } catch (error) {
      if (!isChainruleError(error)) throw error;
      expect(error.code).toBe('input');
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(8 * bytes.length - 100);
});
