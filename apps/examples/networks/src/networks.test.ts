import { key } from '@chainrule/core';
import { expect, test } from 'vitest';
import { charactersTask, markovWriter, writer } from './characters.js';
import { digitsTask, readDigits } from './digits.js';
import { ratingsTask, recommender } from './recommender.js';
import { stepWork } from './task.js';
import { traceNeuron } from './traced-neuron.js';

test('one neuron, by hand: x = 2, w = 3, the logistic function, y = 1', () => {
  // σ(6) = 0.997527; ∂L/∂ŷ = 2(ŷ − 1); times σ′(6) = σ(6)(1 − σ(6)); times x.
  const s = 1 / (1 + Math.exp(-6));
  const slope = 2 * (s - 1) * s * (1 - s) * 2;
  const trace = traceNeuron();
  expect(trace[0]).toBe(`argument 0: value 3.00000, gradient ${slope.toPrecision(6)}`);
  expect(trace.find((line) => line.startsWith('sigmoid'))).toBe(`sigmoid: value 0.997527, gradient ${(2 * (s - 1)).toPrecision(6)}`);
  expect(trace.at(-1)).toBe(`mul: value ${((s - 1) ** 2).toPrecision(6)}, gradient 1.00000`);
});

test('digits: five passes read nine in ten', async () => {
  expect((await readDigits({ effort: 5 })).accuracy).toBeGreaterThan(0.9);
});

test('recommender: a few passes beat the mean, and nothing beats the truth', async () => {
  const { error, ofMean, ofTruth, recommend } = await recommender({ effort: 8 });
  expect(error).toBeLessThan(0.9 * ofMean);
  expect(error).toBeGreaterThan(ofTruth);
  expect(recommend(3, 5)).toHaveLength(5);
  expect(recommend(3, 5)).not.toEqual(recommend(4, 5));
});

test('a Transformer learns a text, and writes on', async () => {
  const { nats, write } = await writer('abc'.repeat(200), { key: key(0), effort: 60, context: 8, size: 16 });
  expect(nats).toBeLessThan(0.3); // it would be ln 3 = 1.10 without a model
  expect(write('abcabcab', 6, key(1))).toBe('abcabcabcabcab');
  await expect(writer('abc'.repeat(20), { context: 8 })).rejects.toThrow('the text has 60 letters');
});

test('generated text: what it is told and what cannot be known', async () => {
  const { nats, floor } = await markovWriter({ effort: 5, context: 16, size: 16 });
  expect(floor).toBeLessThan(Math.log(12));
  expect(nats).toBeGreaterThan(floor);
});

test('steps are counted: three times the products forwards, and what goes with them', () => {
  const { parameters, batch, operations } = stepWork(digitsTask());
  expect(parameters).toBe(16 * 9 + 16 + 32 * 16 * 9 + 32 + 512 * 64 + 64 + 64 * 10 + 10);
  const forwards = 2 * batch * (64 * 16 * 9 + 64 * 32 * 16 * 9 + 512 * 64 + 64 * 10);
  expect(operations).toBeGreaterThan(2.9 * forwards);
  expect(operations).toBeLessThan(3.5 * forwards);
  expect(stepWork(ratingsTask(key(0)).task).parameters).toBe((300 + 200) * (3 + 1));
  expect(stepWork(charactersTask('abcd'.repeat(200), key(0), { effort: 2, context: 8, size: 16 }).task).batch).toBe(16);
});
