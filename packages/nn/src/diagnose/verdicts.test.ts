import { key, normal, relu, tanh } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { conv2d, crossEntropy, embedding, flatten, heNormal, layerNorm, linear, maxPool, mse, residual, sequential, transformerBlock } from '../index.js'; // prettier-ignore
import type { Layer } from '../index.js';
import { diagnose } from './diagnose.js';
import type { Subject } from './subject.js';

const batch = { x: normal(key(1), [32, 8]), y: normal(key(2), [32, 1]) };
const net = sequential(
  ...Array.from({ length: 6 }, () => [linear(8, 8, { weight: heNormal() }), relu]).flat(),
  linear(8, 1) as unknown as Layer,
);

describe('other verdicts', () => {
  const { params, state } = net.init(key(3));
  const subject: Subject = { model: net, params, state, loss: mse, batch };

  test('units that nothing switches on', () => {
    const drowned = (params as readonly { weight?: Tensor; bias?: Tensor }[]).map((p, i) =>
      i === 6 ? { ...p, bias: p.bias!.fill(-50) } : p,
    );
    const diagnosis = diagnose({ ...subject, params: drowned });
    expect(diagnosis.verdict).toBe('dead units');
    expect(diagnosis.cause).toContain('100 % of the units of "6"');
    expect(diagnosis.apply().after.verdict).toBe('healthy');
  });

  test('a rate above what the curvature allows', () => {
    const diagnosis = diagnose({ ...subject, learningRate: 50 });
    expect(diagnosis.verdict).toBe('unstable rate');
    const { after, learningRate } = diagnosis.apply();
    expect(after.verdict).toBe('healthy');
    expect(learningRate).toBeLessThan(50);
  });

  test('numbers that are not finite in float32, counted where they are', () => {
    const huge = (params as readonly { weight?: Tensor }[]).map((p) => (p.weight ? { ...p, weight: p.weight.mul(1e8) } : p));
    const diagnosis = diagnose({ ...subject, params: huge });
    expect(diagnosis.verdict).toBe('exploding');
    expect(diagnosis.layers.at(-1)!.nonFinite).toBeGreaterThan(0);
    expect(diagnosis.layers[0]!.nonFinite).toBe(diagnosis.layers[0]!.nonFinite);
    expect(diagnosis.apply().after.verdict).toBe('healthy');
  });

  test('clipping bounds the gradient, whatever the cause', () => {
    const { after, before, clip } = diagnose({ ...subject, batch: { ...batch, y: batch.y.mul(1e3) } }).apply('clip');
    const whole = (layers: readonly { gradientNorm: number }[]): number => Math.hypot(...layers.map(({ gradientNorm }) => gradientNorm));
    expect(whole(before.layers)).toBeGreaterThan(10);
    expect(whole(after.layers)).toBeCloseTo(clip!, 6);
  });
});

test('singular values of a linear layer are those of its weight', () => {
  const model = sequential({ only: linear(2, 2, { bias: false }), head: linear(2, 1) });
  const { params, state } = model.init(key(0), { dtype: 'float64' });
  const weight = tensor([[3, 0], [0, 1]], { dtype: 'float64' }); // prettier-ignore
  const { layers } = diagnose({
    model,
    params: { ...params, only: { weight } },
    state,
    loss: mse,
    batch: { x: normal(key(1), [4, 2]), y: normal(key(2), [4, 1]) },
  });
  expect(layers[0]!.jacobian!.largest).toBeCloseTo(3, 2);
  expect(layers[0]!.jacobian!.typical).toBeGreaterThan(1);
  expect(layers[0]!.jacobian!.typical).toBeLessThan(3);
});

test('convolutions, embeddings, Transformers and residuals are diagnosed as well', () => {
  const images = sequential(conv2d(1, 4, 3, { padding: 1 }), relu, maxPool(2), flatten(), linear(16, 16), tanh, linear(16, 3));
  const cnn = diagnose({ model: images, ...images.init(key(1)), loss: crossEntropy, batch: { x: normal(key(2), [6, 1, 4, 4]), y: tensor([0, 1, 2, 0, 1, 2]) } }); // prettier-ignore
  expect(cnn.verdict).toBe('healthy');
  expect(cnn.layers.map(({ name }) => name)).toEqual(['0', '4', '6']);
  const text = sequential(
    embedding(5, 8),
    transformerBlock(8, 2, { causal: true }),
    residual(layerNorm(8) as unknown as Layer),
    linear(8, 5),
  );
  const tokens = tensor(Int32Array.of(0, 1, 2, 3, 4, 0), { shape: [2, 3] });
  const transformer = diagnose({
    model: text,
    ...text.init(key(1)),
    loss: crossEntropy.with({ axis: -1 }),
    batch: { x: tokens, y: tokens },
  });
  expect(transformer.verdict).toBe('healthy');
});

test('residual connections that add too much are made to add less', () => {
  const block = residual(sequential(linear(16, 16, { weight: heNormal() }), relu) as unknown as Layer);
  const model = sequential(...Array.from({ length: 16 }, () => block), linear(16, 1) as unknown as Layer);
  const deep = diagnose({ model, ...model.init(key(0)), loss: mse, batch: { x: normal(key(1), [32, 16]), y: normal(key(2), [32, 1]) } });
  expect(deep.verdict).toBe('exploding');
  const { kind, after, model: mended } = deep.apply();
  expect([kind, after.verdict]).toEqual(['residual', 'healthy']);
  expect(mended.layers!['0']!.options).toEqual({ scale: 1 / 4 });
});
