import { gelu, tanh } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';
import * as nn from '../index.js';
import type { Layer, LayerName, LossName, Mode } from '../index.js';

/** A layer to be tried, and an input for it, of small numbers that are nowhere at a kink. */
export interface LayerSample {
  readonly layer: Layer<unknown, unknown, never>;
  readonly x: () => Tensor;
  readonly mode?: Mode;
  /** The input is indices: it has no derivative. */
  readonly discrete?: boolean;
}

/** Numbers that look random, all different. */
export const waves = (shape: readonly number[], scale = 1): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => scale * Math.sin(1.7 * i + shape.length + 0.3)),
    { shape },
  );
const indices = (shape: readonly number[], below: number): Tensor =>
  tensor(
    Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i * 7 + 1) % below),
    { shape },
  );
const of = (layer: unknown, x: () => Tensor, more: Omit<LayerSample, 'layer' | 'x'> = {}): LayerSample => ({
  layer: layer as LayerSample['layer'],
  x,
  ...more,
});

/** Samples of every layer: one without does not compile. */
export const layerSamples: Readonly<Record<LayerName, readonly [LayerSample, ...LayerSample[]]>> = {
  activation: [of(nn.activation(gelu), () => waves([3, 4]))],
  adaptiveAvgPool: [of(nn.adaptiveAvgPool([2, 3]), () => waves([2, 2, 5, 4])), of(nn.adaptiveAvgPool([2]), () => waves([2, 2, 5]))],
  avgPool: [of(nn.avgPool(2, { padding: 1, countPadding: false }), () => waves([2, 2, 5, 4])), of(nn.avgPool([2]), () => waves([2, 2, 5]))],
  batchNorm: [
    of(nn.batchNorm(3), () => waves([4, 3]), { mode: 'train' }),
    of(nn.batchNorm(2), () => waves([2, 2, 3]), { mode: 'eval' }),
    of(nn.batchNorm(2, { affine: false, momentum: null }), () => waves([2, 2, 2, 2]), { mode: 'train' }),
  ],
  conv1d: [
    of(nn.conv1d(4, 2, 3, { groups: 2, dilation: 2, padding: 'same' }), () => waves([2, 4, 6])),
    of(nn.conv1d(2, 3, 2, { bias: false }), () => waves([2, 5])),
  ],
  conv2d: [
    of(nn.conv2d(2, 3, 3, { stride: 2, padding: 1 }), () => waves([2, 2, 5, 4])),
    of(nn.conv2d(2, 2, [1, 2], { groups: 2, bias: false }), () => waves([2, 3, 3])),
  ],
  convTranspose2d: [of(nn.convTranspose2d(2, 4, 3, { stride: 2, padding: 1, outputPadding: 1, groups: 2 }), () => waves([1, 2, 3, 2]))],
  dropout: [of(nn.dropout(0.5), () => waves([3, 4]), { mode: 'train' }), of(nn.dropout(0.5), () => waves([3, 4]))],
  embedding: [of(nn.embedding(6, 3, { paddingIndex: 5 }), () => indices([2, 3], 5), { discrete: true })],
  embeddingBag: [
    of(nn.embeddingBag(5, 3, { reduce: 'sum' }), () => indices([2, 3], 5), { discrete: true }),
    of(nn.embeddingBag(5, 3), () => indices([2, 3], 5), { discrete: true }),
    of(nn.embeddingBag(5, 3, { reduce: 'max' }), () => indices([2, 3], 5), { discrete: true }),
  ],
  flatten: [of(nn.flatten(), () => waves([2, 3, 2]))],
  groupNorm: [of(nn.groupNorm(2, 4), () => waves([2, 4, 3]))],
  gru: [of(nn.gru(3, 2), () => waves([2, 4, 3])), of(nn.gru(2, 2, { layers: 2, bidirectional: true }), () => waves([1, 3, 2]))],
  layerNorm: [of(nn.layerNorm(4), () => waves([3, 4])), of(nn.layerNorm([3, 2]), () => waves([2, 3, 2]))],
  linear: [of(nn.linear(4, 3), () => waves([2, 5, 4])), of(nn.linear(4, 3, { bias: false }), () => waves([4]))],
  localResponseNorm: [of(nn.localResponseNorm(3, { alpha: 0.5 }), () => waves([2, 5, 3]))],
  lstm: [
    of(nn.lstm(3, 2, { layers: 2 }), () => waves([2, 4, 3])),
    of(nn.lstm(2, 2, { bidirectional: true, bias: false }), () => waves([3, 2])),
  ],
  maxPool: [of(nn.maxPool(2, { stride: 1, padding: 1 }), () => waves([2, 2, 4, 3])), of(nn.maxPool([2]), () => waves([2, 2, 5]))],
  multiHeadAttention: [
    of(nn.multiHeadAttention(4, 2), () => waves([2, 3, 4])),
    of(nn.multiHeadAttention(4, 2, { causal: true, bias: false }), () => waves([3, 4])),
  ],
  positionalEmbedding: [of(nn.positionalEmbedding(5, 4), () => waves([2, 3, 4]))],
  residual: [of(nn.residual(nn.sequential(nn.linear(3, 3), tanh), { scale: 0.5 }), () => waves([2, 3]))],
  rmsNorm: [of(nn.rmsNorm(4), () => waves([3, 4]))],
  rnn: [of(nn.rnn(3, 2), () => waves([2, 4, 3]))],
  sequential: [
    of(nn.sequential({ a: nn.linear(3, 4), norm: nn.batchNorm(4), tanh, drop: nn.dropout(0.3), b: nn.linear(4, 2) }), () => waves([5, 3]), {
      mode: 'train',
    }),
  ],
  transformerBlock: [
    of(nn.transformerBlock(4, 2, { causal: true, feedForward: 6 }), () => waves([2, 3, 4])),
    of(nn.transformerBlock(4, 1, { norm: 'post', dropout: 0.2 }), () => waves([1, 3, 4]), { mode: 'train' }),
  ],
};

/** A loss of trees or tensors of floats, the rest fixed. */
export interface LossSample {
  readonly prediction: () => unknown;
  readonly target: () => unknown;
  readonly options?: object;
}
const classes = (): Tensor => indices([4], 3);
const probabilities = (): Tensor => waves([2, 3]).mul(0.4).add(0.5);
const signs = (): Tensor => tensor([1, -1, 1, -1], { dtype: 'float64' });

/** Samples of every loss: one without does not compile. */
export const lossSamples: Readonly<Record<LossName, readonly [LossSample, ...LossSample[]]>> = {
  bce: [{ prediction: probabilities, target: () => waves([2, 3], 0.3).add(0.4) }],
  bceWithLogits: [
    { prediction: () => waves([2, 3], 3), target: probabilities },
    { prediction: () => waves([2, 3], 3), target: probabilities, options: { positiveWeight: [1, 2, 0.5], reduction: 'sum' } },
  ],
  cosineEmbedding: [
    { prediction: () => ({ first: waves([4, 3]), second: waves([4, 3], 2).add(0.4) }), target: signs, options: { margin: -0.9 } },
  ],
  crossEntropy: [
    { prediction: () => waves([4, 3]), target: classes },
    { prediction: () => waves([4, 3]), target: classes, options: { labelSmoothing: 0.2, weight: [1, 2, 3], ignoreIndex: 2 } },
    { prediction: () => waves([2, 3, 4]), target: () => indices([2, 4], 3), options: { reduction: 'sum' } },
    { prediction: () => waves([2, 3]), target: probabilities, options: { axis: -1 } },
  ],
  ctc: [
    {
      prediction: () => waves([5, 2, 3], 2),
      target: () => ({ labels: tensor([[1, 2], [2, 2]], { dtype: 'int32' }), lengths: tensor([1, 2], { dtype: 'int32' }), inputLengths: tensor([4, 5], { dtype: 'int32' }) }), // prettier-ignore
    },
  ],
  gaussianNll: [
    { prediction: () => ({ mean: waves([2, 3]), variance: probabilities() }), target: () => waves([2, 3], 2), options: { full: true } },
  ],
  hinge: [{ prediction: () => waves([4]), target: signs }],
  hingeEmbedding: [{ prediction: () => waves([4]), target: signs }],
  huber: [{ prediction: () => waves([2, 3], 3), target: () => waves([2, 3]).mul(0.1), options: { delta: 0.7 } }],
  kl: [
    { prediction: () => waves([2, 3]), target: probabilities, options: { reduction: 'batchMean' } },
    { prediction: () => waves([2, 3]), target: () => waves([2, 3], 2), options: { logTarget: true } },
  ],
  l1: [{ prediction: () => waves([2, 3], 3), target: () => waves([2, 3]) }],
  mse: [{ prediction: () => waves([2, 3], 3), target: () => waves([2, 3]) }],
  multiLabelSoftMargin: [{ prediction: () => waves([2, 3], 3), target: probabilities }],
  nll: [{ prediction: () => waves([4, 3]), target: classes, options: { weight: [1, 2, 3] } }],
  poissonNll: [
    { prediction: () => waves([2, 3]), target: () => waves([2, 3], 2).abs(), options: { full: true } },
    { prediction: probabilities, target: () => waves([2, 3], 2).abs(), options: { logInput: false, reduction: 'sum' } },
  ],
  smoothL1: [{ prediction: () => waves([2, 3], 3), target: () => waves([2, 3]).mul(0.1), options: { beta: 0.7 } }],
  softMargin: [{ prediction: () => waves([4]), target: signs }],
  tripletMargin: [
    { prediction: () => ({ anchor: waves([2, 3]), positive: waves([2, 3], 2), negative: waves([2, 3], 0.8) }), target: () => undefined },
  ],
};
