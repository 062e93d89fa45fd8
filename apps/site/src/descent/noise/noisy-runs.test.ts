import { descend } from '@chainrule/optim';
import { objective } from '@chainrule/symbolic';
import { expect, test } from 'vitest';
import { regression } from '../regression.js';
import { beginning, noisyRun, sizes } from './noisy-runs.js';

const question = { rate: 0.03, schedule: 'constant', epochs: 40, seed: 3 } as const;

test('with all rows in a step it is plain descent on the loss of all', () => {
  const { w, b } = noisyRun(5, question);
  const { steps } = descend(objective(regression, ['w', 'b']), { from: [beginning.w, beginning.b], learningRate: 0.03, steps: 40 });
  steps.forEach(({ point }, i) => {
    expect(w[i]).toBeCloseTo(point[0]!, 12);
    expect(b[i]).toBeCloseTo(point[1]!, 12);
  });
});

test('an epoch sees every row once, however they are batched', () => {
  expect(sizes.map((size) => noisyRun(size, question).steps)).toEqual([40, 120, 200]);
  expect(noisyRun(2, question).epochs.at(-1)).toBe(40);
});

test('fewer rows in a step are noisier, and a rate that falls to zero ends the noise', () => {
  const shakes = (size: number, epochs: number, schedule: 'constant' | 'cosine' = 'constant'): number => {
    const last = noisyRun(size, { ...question, epochs, schedule }).w.slice(-20);
    return Math.max(...last) - Math.min(...last);
  };
  const [all, single, falling] = [shakes(5, 500), shakes(1, 100), shakes(1, 100, 'cosine')];
  expect(single).toBeGreaterThan(10 * all);
  expect(single).toBeGreaterThan(10 * falling);
});

test('same key, same way; another key, another way', () => {
  expect(noisyRun(1, question)).toEqual(noisyRun(1, question));
  expect(noisyRun(1, { ...question, seed: 4 }).w).not.toEqual(noisyRun(1, question).w);
});
