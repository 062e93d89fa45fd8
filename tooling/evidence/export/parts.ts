// Every layer, activation, loss, optimizer and schedule of ours, each in a network of its own that is as small as it can be: what shows that each
// line of the readable form is right. A part without a row does not compile.
import { activations, vectorActivations } from '@chainrule/activations';
import { gelu, key, sigmoid, sinh, softplus, tanh } from '@chainrule/core';
import type { Recipe } from '@chainrule/export';
import * as nn from '@chainrule/nn';
import { losses, type Layer, type LayerName, type Loss, type LossName } from '@chainrule/nn';
import type { OptimizerName, ScheduleName } from '@chainrule/optim';
import { slice, tensor, type Tensor } from '@chainrule/tensor';
import type { Model } from './models.js';

/**
 * How a part travels: in the model and `torch.optim`; in the model, but trained by the step in plain operations; or refused in a model, so that the
 * step in plain operations is all there is.
 */
export type Form = 'module' | 'step' | 'refused';

/** A part in its network. */
export interface Part extends Model {
  readonly form: Form;
  /** After how many steps all of it has been used. */
  readonly steps: number;
}

const dtype = 'float64';
const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Numbers that look random, all different, and others at every step. */
const waves = (step: number, shape: readonly number[], scale = 1, shift = 0): Tensor =>
  tensor(
    Float64Array.from({ length: count(shape) }, (_, i) => shift + scale * Math.sin(1.7 * i + 0.6 * step + shape.length)),
    { shape },
  );
const numbers = (step: number, shape: readonly number[], below: number): Tensor =>
  tensor(
    Int32Array.from({ length: count(shape) }, (_, i) => (i * 7 + step * 3 + 1) % below),
    { shape },
  );

const plain: Recipe = { name: 'sgd', options: { learningRate: 0.1, momentum: 0.9 } };

/** A layer with the sizes of an example; where those are places in a table, how many rows it has. */
interface LayerPart {
  readonly layer: Layer<never, never, never>;
  readonly sizes: readonly number[];
  readonly rows?: number;
  readonly form?: Form;
  readonly draws?: boolean;
}
const of = (layer: unknown, sizes: readonly number[], more: Omit<LayerPart, 'layer' | 'sizes'> = {}): LayerPart => ({
  layer: layer as LayerPart['layer'],
  sizes,
  ...more,
});
const refused = { form: 'refused' } as const;
const drawing = { form: 'step', draws: true } as const;

const layerParts: Readonly<Record<LayerName, readonly [LayerPart, ...LayerPart[]]>> = {
  activation: [of(nn.activation(gelu), [4]), of(nn.activation(sinh), [4])],
  adaptiveAvgPool: [of(nn.adaptiveAvgPool([2, 3]), [2, 5, 4]), of(nn.adaptiveAvgPool(2), [2, 5, 4]), of(nn.adaptiveAvgPool([2]), [2, 5])],
  avgPool: [
    of(nn.avgPool(2), [2, 5, 4]),
    of(nn.avgPool(2, { stride: 1, padding: 1, countPadding: false }), [2, 5, 4]),
    of(nn.avgPool([2, 3], { stride: [1, 2], padding: [1, 0] }), [2, 4, 5]),
    of(nn.avgPool([3], { stride: 2, padding: 1 }), [2, 7]),
    of(nn.avgPool(2, { padding: 'valid' }), [2, 5, 4]),
    of(nn.avgPool(3, { stride: 1, padding: 'same' }), [2, 4, 4]),
    of(nn.avgPool(2, { stride: 1, padding: 'same' }), [2, 4, 4], refused),
    of(nn.avgPool(2, { padding: [[0, 1], [1, 0]] }), [2, 5, 5], refused), // prettier-ignore
    of(nn.avgPool(2, { padding: 2 }), [2, 4, 4], refused),
  ],
  batchNorm: [
    of(nn.batchNorm(3), [3]),
    of(nn.batchNorm(2, { epsilon: 1e-3, momentum: 0.3 }), [2, 4]),
    of(nn.batchNorm(2, { affine: false, momentum: null }), [2, 3, 2]),
  ],
  conv1d: [
    of(nn.conv1d(4, 2, 3, { groups: 2, dilation: 2, padding: 'same' }), [4, 6]),
    of(nn.conv1d(2, 3, 2, { bias: false, stride: [2], padding: [1] }), [2, 5]),
    of(nn.conv1d(2, 3, 2, { padding: 'same' }), [2, 5]),
    of(nn.conv1d(2, 3, 3, { padding: 'same', stride: 2 }), [2, 5], refused),
    of(nn.conv1d(2, 3, 3, { padding: [[2, 0]] }), [2, 5], refused),
  ],
  conv2d: [
    of(nn.conv2d(2, 3, 3, { stride: 2, padding: 1 }), [2, 5, 4]),
    of(nn.conv2d(2, 2, [1, 2], { groups: 2, bias: false, stride: [1, 2], padding: [0, 1] }), [2, 3, 3]),
    of(nn.conv2d(2, 2, [3, 2], { padding: 'valid', dilation: [1, 2] }), [2, 4, 5]),
  ],
  convTranspose2d: [
    of(nn.convTranspose2d(2, 4, 3, { stride: 2, padding: 1, outputPadding: 1, groups: 2 }), [2, 3, 2]),
    of(nn.convTranspose2d(2, 3, [2, 3], { stride: [1, 2], dilation: [2, 1], bias: false }), [2, 3, 2]),
  ],
  dropout: [of(nn.dropout(0), [4]), of(nn.dropout(0.3), [4], drawing)],
  embedding: [of(nn.embedding(6, 3), [4], { rows: 6 }), of(nn.embedding(6, 3, { paddingIndex: 5 }), [4], { rows: 6 })],
  embeddingBag: [
    of(nn.embeddingBag(5, 3), [4], { rows: 5 }),
    of(nn.embeddingBag(5, 3, { reduce: 'sum' }), [4], { rows: 5 }),
    // Other rows in every bag: of equal ones PyTorch gives the gradient to the first, as we do.
    of(nn.embeddingBag(23, 3, { reduce: 'max' }), [4], { rows: 23 }),
    of(nn.embeddingBag(5, 3), [2, 4], { rows: 5, ...refused }),
  ],
  flatten: [of(nn.flatten(), [3, 2]), of(nn.flatten({ start: 2 }), [2, 3, 2])],
  groupNorm: [of(nn.groupNorm(2, 4), [4, 3]), of(nn.groupNorm(1, 2, { epsilon: 1e-3 }), [2, 3, 2])],
  gru: [of(nn.gru(3, 2), [4, 3]), of(nn.gru(2, 3, { layers: 2, bidirectional: true }), [3, 2]), of(nn.gru(2, 2, { bias: false }), [3, 2])],
  layerNorm: [of(nn.layerNorm(4), [4]), of(nn.layerNorm([3, 2], { epsilon: 1e-3 }), [3, 2])],
  linear: [of(nn.linear(4, 3), [5, 4]), of(nn.linear(4, 3, { bias: false }), [4])],
  localResponseNorm: [of(nn.localResponseNorm(3, { alpha: 0.5, k: 2, beta: 0.6 }), [5, 3]), of(nn.localResponseNorm(2), [4, 3, 2])],
  lstm: [
    of(nn.lstm(3, 2), [4, 3]),
    of(nn.lstm(3, 2, { layers: 2, bidirectional: true }), [4, 3]),
    of(nn.lstm(2, 2, { layers: 2, bias: false }), [3, 2]),
  ],
  maxPool: [
    of(nn.maxPool(2, { stride: 1, padding: 1 }), [2, 4, 3]),
    of(nn.maxPool([2, 3], { stride: [2, 1] }), [2, 4, 5]),
    of(nn.maxPool([2]), [2, 5]),
    of(nn.maxPool(3, { stride: 1, padding: 'same' }), [2, 4, 4]),
    of(nn.maxPool(2, { padding: 'valid' }), [2, 4, 4]),
    of(nn.maxPool(2, { stride: 1, padding: 'same' }), [2, 4, 4], refused),
  ],
  multiHeadAttention: [
    of(nn.multiHeadAttention(4, 2), [3, 4]),
    of(nn.multiHeadAttention(4, 1, { causal: true, bias: false }), [3, 4]),
    of(nn.multiHeadAttention(4, 2, { dropout: 0.3 }), [3, 4], drawing),
  ],
  positionalEmbedding: [of(nn.positionalEmbedding(5, 4), [3, 4])],
  residual: [of(nn.residual(nn.sequential(nn.linear(3, 3), tanh), { scale: 0.5 }), [3]), of(nn.residual(nn.linear(3, 3)), [2, 3])],
  rmsNorm: [of(nn.rmsNorm(4), [4]), of(nn.rmsNorm([3, 2], { epsilon: 1e-3 }), [3, 2])],
  rnn: [of(nn.rnn(3, 2), [4, 3]), of(nn.rnn(2, 2, { layers: 2, bidirectional: true, bias: false }), [3, 2])],
  sequential: [
    of(nn.sequential(nn.linear(3, 4), tanh, nn.linear(4, 2)), [3]),
    // Names that Python has taken, and those that nn.Module has.
    of(nn.sequential({ lambda: nn.linear(3, 4), 'a b': tanh, c: nn.linear(4, 2) }), [3]),
    of(nn.sequential({ type: nn.linear(3, 4) }), [3], refused),
  ],
  transformerBlock: [
    of(nn.transformerBlock(4, 2, { feedForward: 6 }), [3, 4]),
    of(nn.transformerBlock(4, 1, { causal: true, norm: 'post', activation: tanh }), [3, 4]),
    of(nn.transformerBlock(4, 2, { dropout: 0.2 }), [3, 4], drawing),
  ],
};

/** A layer between two linear ones, so that its own gradients and those of its input are seen. */
function aroundLayer(name: string, { layer, sizes, rows, form = 'module', draws = false }: LayerPart): Part {
  const x = (step: number, size: number): Tensor => (rows ? numbers(step, [size, ...sizes], rows) : waves(step, [size, ...sizes]));
  const made = layer as Layer;
  const { params, state } = made.init(key(0), { dtype });
  const { shape } = made.apply(params, state, x(0, 2), { mode: 'eval' }).y;
  const ends = { part: made, flat: nn.flatten(), last: nn.linear(count(shape.slice(1)), 2) };
  const width = sizes.at(-1)!;
  return {
    name,
    dtype,
    form,
    draws,
    steps: 4,
    layer: rows ? nn.sequential(ends) : nn.sequential({ first: nn.linear(width, width), ...ends }),
    loss: nn.mse,
    optimizer: plain,
    batch: (step, size) => ({ x: x(step, size), y: waves(step, [size, 2], 0.5) }),
  };
}

/** Functions of every number, with the parameters that they have and with others. */
const activationParts = [
  ...Object.entries(activations).flatMap(([name, activation]) => {
    const others = Object.fromEntries(Object.entries(activation.parameters).map(([what, value]) => [what, value * 0.75 + 0.125]));
    const with_ = activation.with as (parameters: object) => unknown;
    return [[name, activation], ...(Object.keys(others).length > 0 ? [[`${name} with ${Object.keys(others).join()}`, with_(others)]] : [])];
  }),
  ...Object.entries(vectorActivations).flatMap(([name, activation]) => [
    [name, activation],
    [`${name} with axis`, activation.with({ axis: 1 })],
  ]),
].map(([name, activation]) => aroundLayer(`activation ${name as string}`, of(nn.activation(activation as nn.Activation), [3, 8])));

interface LossPart {
  readonly options?: object;
  /** How many numbers are predicted, and what becomes of them before the loss. Default 3, as they are. */
  readonly sizes?: readonly number[];
  readonly last?: nn.Activation;
  readonly target: (step: number, size: number) => Tensor;
  /** What the loss is given, where that is not the one array that a layer gives. */
  readonly given?: (y: Tensor, target: Tensor) => readonly [prediction: unknown, target: unknown];
  readonly form?: Form;
}
const classes = (step: number, size: number): Tensor => numbers(step, [size], 3);
const real = (step: number, size: number): Tensor => waves(step, [size, 3], 2);
const probability = (step: number, size: number): Tensor => waves(step, [size, 3], 0.4, 0.5);
const signs = (step: number, size: number): Tensor => waves(step, [size, 3]).sign();
const counts = (step: number, size: number): Tensor => numbers(step, [size, 3], 4).cast(dtype);
const truths = (step: number, size: number): Tensor => numbers(step, [size, 3], 2);

/** Half of the numbers of an example. */
const half = (y: Tensor, which: 0 | 1): Tensor => slice(y, '...', [which * 3, which * 3 + 3]);
const twoSigns = (step: number, size: number): Tensor => waves(step, [size]).sign();

const lossParts: Readonly<Record<LossName, readonly [LossPart, ...LossPart[]]>> = {
  bce: [
    { last: sigmoid, target: probability },
    { last: sigmoid, target: truths },
  ],
  bceWithLogits: [
    { target: probability },
    { target: truths, options: { reduction: 'sum' } },
    { target: probability, options: { positiveWeight: 2 } },
    { target: probability, options: { positiveWeight: [1, 2, 0.5] } },
  ],
  cosineEmbedding: [
    {
      sizes: [6],
      target: twoSigns,
      given: (y, t) => [{ first: half(y, 0), second: half(y, 1) }, t],
      options: { margin: -0.9 },
      form: 'step',
    },
  ],
  crossEntropy: [
    { target: classes },
    { target: classes, options: { labelSmoothing: 0.2 } },
    { target: classes, options: { labelSmoothing: 0.2, ignoreIndex: 2 } },
    { target: classes, options: { weight: [1, 2, 3] }, form: 'step' },
    { target: probability },
    { target: probability, options: { labelSmoothing: 0.1, reduction: 'sum' } },
    { sizes: [3, 2], target: (step, size) => numbers(step, [size, 2], 3) },
    { sizes: [2, 3], target: (step, size) => numbers(step, [size, 2], 3), options: { axis: -1, ignoreIndex: 0 } },
    { sizes: [2, 3], target: (step, size) => waves(step, [size, 2, 3], 0.4, 0.5), options: { axis: 2 } },
  ],
  ctc: [
    {
      sizes: [5, 3],
      last: vectorActivations.logSoftmax,
      // Two labels, how many of them there are, and how many places.
      target: (step, size) =>
        tensor(
          Array.from({ length: size }, (_, i) => [1 + (i % 2), 1 + ((i + step) % 2), 1 + (i % 2), 4 + (i % 2)]),
          { dtype: 'int32' },
        ),
      given: (y, t) => [
        y.transpose([1, 0, 2]),
        { labels: slice(t, ':', [0, 2]), lengths: slice(t, ':', 2), inputLengths: slice(t, ':', 3) },
      ],
      form: 'step',
    },
  ],
  gaussianNll: [
    {
      sizes: [6],
      target: real,
      given: (y, t) => [{ mean: half(y, 0), variance: half(y, 1).exp() }, t],
      options: { full: true },
      form: 'step',
    },
  ],
  hinge: [{ target: signs, form: 'step' }],
  hingeEmbedding: [{ target: signs }, { target: signs, options: { margin: 0.3 } }],
  huber: [{ target: real }, { target: real, options: { delta: 0.3 } }],
  kl: [
    { target: probability },
    { target: probability, options: { reduction: 'batchMean' } },
    { target: real, options: { logTarget: true, reduction: 'sum' } },
  ],
  l1: [{ target: real }],
  mse: [{ target: real }, { target: truths }, { target: real, options: { reduction: 'sum' } }],
  multiLabelSoftMargin: [{ target: truths }, { target: truths, options: { reduction: 'sum' } }],
  nll: [
    { last: vectorActivations.logSoftmax, target: classes },
    { target: classes, options: { ignoreIndex: 1 } },
    { target: classes, options: { weight: [1, 2, 3] }, form: 'step' },
  ],
  poissonNll: [
    { target: counts },
    { target: counts, options: { full: true } },
    { last: softplus, target: counts, options: { logInput: false, epsilon: 1e-6 } },
  ],
  smoothL1: [{ target: real }, { target: real, options: { beta: 0.3 } }],
  softMargin: [{ target: signs }],
  tripletMargin: [
    {
      sizes: [6],
      target: real,
      given: (y, t) => [{ anchor: half(y, 0), positive: half(y, 1), negative: t }, undefined],
      form: 'step',
    },
  ],
};

function underLoss(name: LossName, { options = {}, sizes = [3], last, target, given, form = 'module' }: LossPart): Part {
  const own = (losses[name] as unknown as Loss).with(options);
  const loss: Part['loss'] = given ? { ...own, apply: (y, t) => own.apply(...(given(y, t as Tensor) as [Tensor, Tensor])) } : own;
  const [width] = sizes.slice(-1) as [number];
  return {
    name: `loss ${name} ${JSON.stringify(options)}`,
    dtype,
    form,
    steps: 4,
    layer: nn.sequential({ only: nn.linear(width, width), ...(last && { last }) }),
    loss,
    optimizer: plain,
    batch: (step, size) => ({ x: waves(step, [size, ...sizes]), y: target(step, size) }),
  };
}

const network = {
  dtype,
  layer: nn.sequential(nn.linear(3, 4), tanh, nn.linear(4, 2)) as Layer,
  loss: nn.mse,
  batch: (step: number, size: number) => ({ x: waves(step, [size, 3]), y: waves(step, [size, 2], 0.5) }),
} as const;

/** Optimizers whose step is no fixed program: nothing but the weights they reach can be taken elsewhere. */
const evaluatesLoss = 'it evaluates the loss itself';

/** Options of every optimizer besides its learning rate, and how they travel. */
const optimizerParts: Readonly<Record<OptimizerName, readonly (readonly [options: object, form?: Form])[] | typeof evaluatesLoss>> = {
  adabelief: [[{}, 'step']],
  adadelta: [[{}], [{ rho: 0.8, epsilon: 1e-4, weightDecay: 0.01, maximize: true }]],
  adagrad: [[{}], [{ learningRateDecay: 0.1, initialAccumulatorValue: 0.2, epsilon: 1e-4, weightDecay: 0.01, maximize: true }]],
  adam: [[{}], [{ beta1: 0.8, beta2: 0.95, epsilon: 1e-4, amsgrad: true, weightDecay: 0.01 }], [{ maximize: true }]],
  adamax: [[{}], [{ beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.01, maximize: true }]],
  adamw: [[{}], [{ beta1: 0.8, beta2: 0.95, epsilon: 1e-4, amsgrad: true, weightDecay: 0.1, maximize: true }], [{ weightDecay: 0 }]],
  adan: [[{}, 'step']],
  asgd: [[{}], [{ lambda: 0.1, alpha: 0.5, t0: 2, weightDecay: 0.01, maximize: true }]],
  lamb: [[{}, 'step']],
  lbfgs: evaluatesLoss,
  lion: [[{}, 'step']],
  lookahead: [[{ period: 2 }, 'step']],
  muon: [[{}, 'step']],
  nadam: [
    [{}, 'step'],
    [{ momentumCorrection: 'paper' }],
    [{ momentumCorrection: 'paper', beta1: 0.8, beta2: 0.95, epsilon: 1e-4, momentumDecay: 0.01, weightDecay: 0.01, maximize: true }],
  ],
  novograd: [[{}, 'step']],
  prodigy: [[{}, 'step']],
  radam: [[{}], [{ beta1: 0.8, beta2: 0.9, epsilon: 1e-4, weightDecay: 0.01, maximize: true }]],
  rmsprop: [[{}], [{ alpha: 0.9, epsilon: 1e-4, momentum: 0.5, centered: true, weightDecay: 0.01, maximize: true }]],
  rprop: [[{}], [{ etaMinus: 0.4, etaPlus: 1.5, stepMin: 1e-3, stepMax: 0.05, maximize: true }]],
  sam: evaluatesLoss,
  scheduleFree: [[{}, 'step']],
  sgd: [
    [{}],
    [{ momentum: 0.9, dampening: 0.3, weightDecay: 0.01 }],
    [{ momentum: 0.9, nesterov: true, weightDecay: 0.01, maximize: true }],
  ],
  yogi: [[{}, 'step']],
};

/** With a rate that stays, and with one that falls. */
const byOptimizer = (name: OptimizerName, options: object, form: Form = 'module'): Part[] =>
  [0.02, { name: 'exponential', options: { from: 0.02, factor: 0.9 } }].map((learningRate) => ({
    ...network,
    name: `optimizer ${name} ${JSON.stringify({ ...options, learningRate })}`,
    // Its rates of several steps meet in one there.
    form: name === 'asgd' && typeof learningRate === 'object' ? 'step' : form,
    steps: 12,
    optimizer: { name, options: { ...options, learningRate } },
  }));

const clipping: readonly (readonly [recipe: Recipe, form?: Form])[] = [
  [{ name: 'clipByValue', options: { max: 0.05 } }],
  [{ name: 'clipByNorm', options: { max: 0.05 } }],
  [{ name: 'clipByNorm', options: { max: 0.05, epsilon: 1e-6 } }],
  ...[1, 2, Infinity].flatMap((order) =>
    [0, 1e-6, 1e-3].map((epsilon): [Recipe] => [{ name: 'clipByGlobalNorm', options: { max: 0.1, order, epsilon } }]),
  ),
];

/** Every schedule over all that it does, in forty steps. */
const scheduleParts: Readonly<Record<ScheduleName, readonly (readonly [options: object, form?: Form, then?: Recipe['then']])[]>> = {
  constant: [[{ rate: 0.1 }]],
  cosine: [[{ from: 0.1, steps: 30 }], [{ from: 0.1, to: 0.01, steps: 25 }]],
  cosineRestarts: [[{ from: 0.1, period: 10 }], [{ from: 0.1, to: 0.01, period: 5, growth: 1.5 }]],
  cyclic: [[{ from: 0.01, to: 0.1, up: 4 }], [{ from: 0.01, to: 0.1, up: 3, down: 5, factor: 0.5 }]],
  exponential: [[{ from: 0.1, factor: 0.9 }]],
  join: [[{ schedules: [0.1, { name: 'cosine', options: { from: 0.1, steps: 5 } }], at: [5] }, 'step']],
  multiStep: [[{ from: 0.1, at: [3, 9] }], [{ from: 0.1, at: [5], factor: 0.5 }]],
  oneCycle: [
    [{ peak: 0.1, steps: 35 }],
    [{ peak: 0.1, steps: 30, rise: 0.4, startDivisor: 10, endDivisor: 100, shape: 'linear' }],
    [{ peak: 0.1, steps: 20, rise: 0 }],
  ],
  polynomial: [[{ from: 0.1, steps: 20 }], [{ from: 0.1, to: 0.02, steps: 30, power: 2.5 }]],
  reduceOnPlateau: [[{ from: 0.1 }, 'step']],
  step: [[{ from: 0.1, every: 10 }], [{ from: 0.1, every: 7, factor: 0.5 }]],
  warmup: [
    [{ steps: 5 }, 'module', 0.1],
    [{ steps: 8, from: 0.25 }, 'module', { name: 'cosine', options: { from: 0.1, steps: 20 } }],
    [
      { steps: 4 },
      'module',
      { name: 'warmup', options: { steps: 6, from: 0.5 }, then: { name: 'step', options: { from: 0.1, every: 9 } } },
    ],
  ],
  wsd: [
    [{ peak: 0.1, warmup: 5, stable: 10, decay: 10 }],
    [{ peak: 0.1, warmup: 0, stable: 10, decay: 15, to: 0.01, shape: 'linear' }],
    [{ peak: 0.1, warmup: 5, stable: 10, decay: 0, to: 0.01 }],
  ],
};

const named = <T>(table: Readonly<Record<string, readonly T[] | string>>): [string, T][] =>
  Object.entries(table).flatMap(([name, rows]) => (typeof rows === 'string' ? [] : rows.map((row): [string, T] => [name, row])));

/** Every part of ours that a network can be made of. */
export const parts = (): readonly Part[] => [
  ...named(layerParts).map(([name, part], i) => aroundLayer(`layer ${name} ${i}`, part)),
  ...activationParts,
  ...named(lossParts).map(([name, part]) => underLoss(name as LossName, part)),
  ...named(optimizerParts).flatMap(([name, [options, form]]) => byOptimizer(name as OptimizerName, options, form)),
  ...clipping.map(([recipe, form = 'module']): Part => ({
    ...network,
    name: `clipping ${JSON.stringify(recipe)}`,
    form,
    steps: 4,
    optimizer: [recipe, plain],
  })),
  ...named(scheduleParts).map(([name, [options, form = 'module', then]]): Part => ({
    ...network,
    name: `schedule ${name} ${JSON.stringify(options)}`,
    form,
    steps: 40,
    optimizer: { name: 'sgd', options: { learningRate: { name, options, ...(then !== undefined && { then }) } } },
  })),
];

/** The parts of ours that no row can be made of, and why. */
export const without = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(optimizerParts).flatMap(([name, rows]) => (typeof rows === 'string' ? [[name, rows]] : [])));
