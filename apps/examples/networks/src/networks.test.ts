import { key } from '@chainrule/core';
import { expect, test } from 'vitest';
import { writer } from './characters.js';
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

test('a Transformer learns a text, and writes on', async () => {
  const { loss, write } = await writer('abcabcabcabcabcabcabcabcabcabcabcabc', { key: key(0), steps: 60, context: 8, size: 16 });
  expect(loss).toBeLessThan(0.3); // it would be ln 3 = 1.10 without a model
  expect(write('abcabcab', 6, key(1))).toBe('abcabcabcabcab');
});
