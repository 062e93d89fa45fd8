import { tensor, vjp, type Tensor } from '@chainrule/tensor';
import * as nn from '../index.js';
import type { Layer, Loss } from '../index.js';

interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}
/** A case as PyTorch's run recorded it. */
export interface RecordedCase {
  readonly category: string;
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly upstream: Numbers | readonly Numbers[];
  readonly y: Numbers | readonly Numbers[];
  readonly grads: Readonly<Record<string, Numbers>>;
  readonly runningAfter?: { readonly mean: readonly number[]; readonly var: readonly number[] };
}

type Inputs = Readonly<Record<string, Tensor>>;
/** All results of a layer or loss, the gradient's cotangents standing for the first of them. */
type Run = (inputs: Inputs) => readonly Tensor[];

const f64 = { dtype: 'float64' } as const;
export const toTensor = ({ shape, data }: Numbers): Tensor => tensor(Float64Array.from(data, Number), { shape });
const list = (value: Numbers | readonly Numbers[]): readonly Numbers[] => ('shape' in value ? [value] : value);

/** `self_attn.in_proj_weight` in a tree. */
function tree(flat: Inputs): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const parts = name.split('.');
    let at = made;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1)!] = value;
  }
  return made;
}

/** A layer of one input, whose other inputs are its parameters. */
const layer =
  (of: unknown, input = 'x', state: unknown = {}): Run =>
  ({ [input]: x, ...params }) => {
    const made = of as Layer;
    return [made.apply(tree(params), state, x!, { mode: 'eval' }).y];
  };
const loss =
  (of: { apply(prediction: Tensor, target: Tensor): Tensor }): Run =>
  ({ input, target }) => [of.apply(input!, target!)];
/** Options under the names they have here. */
const renamed = <O extends object>(
  base: Loss<O>,
  options: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, keyof O>>,
): Run =>
  loss(
    base.with(
      Object.fromEntries(
        Object.entries(options).flatMap(([name, value]) => {
          const own = name === 'reduction' ? 'reduction' : names[name];
          return own === undefined ? [] : [[own, value === 'batchmean' ? 'batchMean' : value]];
        }),
      ) as Partial<O>,
    ),
  );

interface Sizes {
  readonly [name: string]: number;
}
const shapeOf = ({ inputs }: RecordedCase, name: string): readonly number[] => inputs[name]!.shape;
const convolutionOptions = ({ options }: RecordedCase): object => {
  const { stride, padding, dilation, groups, output_padding: outputPadding } = options as unknown as Sizes;
  return { stride, padding, dilation, groups, ...(outputPadding !== undefined && { outputPadding }) };
};
function recurrentRun(c: RecordedCase, make: (inputs: number, hidden: number, options: nn.RecurrentOptions) => unknown): Run {
  const { input, hidden, layers, bidirectional } = c.options as unknown as {
    input: number;
    hidden: number;
    layers: number;
    bidirectional: boolean;
  };
  const made = make(input, hidden, { layers, bidirectional }) as nn.Recurrent<{ h: Tensor; c: Tensor }>;
  return ({ x, h0, c0, ...params }) => {
    const start = { x: x!, h: h0!, ...(c0 && { c: c0 }) } as { x: Tensor; h: Tensor };
    const { y, last } = made.apply(params, {}, start, { mode: 'eval' });
    return [y, last.h, ...('c' in last ? [last.c] : [])];
  };
}

/** What every recorded name is here. A name that is not here fails the test. */
export const recorded: Readonly<Record<string, (c: RecordedCase) => Run>> = {
  MSELoss: ({ options }) => renamed(nn.mse, options, {}),
  L1Loss: ({ options }) => renamed(nn.l1, options, {}),
  HuberLoss: ({ options }) => renamed(nn.huber, options, { delta: 'delta' }),
  SmoothL1Loss: ({ options }) => renamed(nn.smoothL1, options, { beta: 'beta' }),
  BCELoss: ({ options }) => renamed(nn.bce, options, {}),
  BCEWithLogitsLoss: ({ options }) => renamed(nn.bceWithLogits, options, { pos_weight: 'positiveWeight' }),
  CrossEntropyLoss: ({ options, y }) =>
    renamed(
      nn.crossEntropy,
      { ...(options.extreme === true && list(y)[0]!.shape.length > 0 && { reduction: 'none' }), ...options },
      { label_smoothing: 'labelSmoothing', ignore_index: 'ignoreIndex', weight: 'weight' },
    ),
  NLLLoss: ({ options }) => renamed(nn.nll, options, { weight: 'weight', ignore_index: 'ignoreIndex' }),
  KLDivLoss: ({ options }) => renamed(nn.kl, options, { log_target: 'logTarget' }),
  PoissonNLLLoss: ({ options }) => renamed(nn.poissonNll, options, { full: 'full', log_input: 'logInput' }),
  HingeEmbeddingLoss: ({ options }) => renamed(nn.hingeEmbedding, options, { margin: 'margin' }),
  SoftMarginLoss: ({ options }) => renamed(nn.softMargin, options, {}),
  MultiLabelSoftMarginLoss: ({ options }) => renamed(nn.multiLabelSoftMargin, options, {}),

  GaussianNLLLoss:
    () =>
    ({ input, var: variance, target }) => [nn.gaussianNll.apply({ mean: input!, variance: variance! }, target!)],
  CosineEmbeddingLoss:
    ({ options }) =>
    ({ x1, x2, target }) => [nn.cosineEmbedding.with({ margin: options.margin as number }).apply({ first: x1!, second: x2! }, target!)],
  TripletMarginLoss:
    () =>
    ({ a, p, n }) => [nn.tripletMargin.apply({ anchor: a!, positive: p!, negative: n! }, undefined)],
  CTCLoss: ({ options }) => {
    const target = {
      labels: tensor(options.targets as number[][], { dtype: 'int32' }),
      lengths: tensor(options.target_lengths as number[], { dtype: 'int32' }),
      inputLengths: tensor(options.input_lengths as number[], { dtype: 'int32' }),
    };
    return ({ logp }) => [nn.ctc.with({ blank: options.blank as number }).apply(logp!, target)];
  },

  Linear: (c) => {
    const [outputs, inputs] = shapeOf(c, 'weight') as [number, number];
    return layer(nn.linear(inputs, outputs, { bias: c.options.bias !== false }));
  },
  Conv1d: (c) => {
    const [outputs, , size] = shapeOf(c, 'weight') as [number, number, number];
    return layer(nn.conv1d(shapeOf(c, 'x')[1]!, outputs, size, convolutionOptions(c)));
  },
  Conv2d: (c) => {
    const [outputs, , ...size] = shapeOf(c, 'weight') as [number, number, number, number];
    return layer(nn.conv2d(shapeOf(c, 'x')[1]!, outputs, size, convolutionOptions(c)));
  },
  ConvTranspose2d: (c) => {
    const [inputs, outputs, ...size] = shapeOf(c, 'weight') as [number, number, number, number];
    return layer(nn.convTranspose2d(inputs, outputs * Number(c.options.groups), size, convolutionOptions(c)));
  },
  MaxPool2d: ({ options: { kernel, ...rest } }) => layer(nn.maxPool(kernel as number, rest)),
  MaxPool1d: ({ options: { kernel, ...rest } }) => layer(nn.maxPool([kernel as number], rest)),
  AvgPool2d: ({ options: { kernel, count_include_pad: countPadding = true, ...rest } }) =>
    layer(nn.avgPool(kernel as number, { ...rest, countPadding: countPadding as boolean })),
  AvgPool1d: ({ options: { kernel, ...rest } }) => layer(nn.avgPool([kernel as number], rest)),
  AdaptiveAvgPool2d: ({ options: { output } }) => layer(nn.adaptiveAvgPool(output as number)),
  BatchNorm: (c) => {
    const { training, momentum, eps, affine, runningBefore } = c.options as unknown as {
      readonly training: boolean;
      readonly momentum: number;
      readonly eps: number;
      readonly affine: boolean;
      readonly runningBefore: { readonly mean: readonly number[]; readonly var: readonly number[] };
    };
    const made = nn.batchNorm(runningBefore.mean.length, { momentum, epsilon: eps, affine });
    const state = {
      running_mean: tensor(runningBefore.mean, f64),
      running_var: tensor(runningBefore.var, f64),
      num_batches_tracked: tensor(0, { dtype: 'int32' }),
    };
    return ({ x, ...params }) => {
      const { y, state: after } = made.apply(params as never, state, x!, { mode: training ? 'train' : 'eval' });
      return [y, after.running_mean, after.running_var];
    };
  },
  LayerNorm: ({ options }) => layer(nn.layerNorm(options.normalized_shape as number[], { epsilon: options.eps as number })),
  GroupNorm: (c) => layer(nn.groupNorm(c.options.groups as number, shapeOf(c, 'x')[1]!, { epsilon: c.options.eps as number })),
  LocalResponseNorm: ({ options: { size, ...rest } }) => layer(nn.localResponseNorm(size as number, rest)),
  'RMSNorm (definition x/sqrt(mean(x^2)+1e-6)*weight, autograd)': (c) =>
    layer(nn.rmsNorm(shapeOf(c, 'weight'), { epsilon: c.options.eps as number })),
  Embedding: (c) => {
    const [count, size] = shapeOf(c, 'weight') as [number, number];
    return layer(nn.embedding(count, size, { paddingIndex: c.options.padding_idx as number | undefined }), 'ix');
  },
  'EmbeddingBag sum': (c) => {
    const [count, size] = shapeOf(c, 'weight') as [number, number];
    return layer(nn.embeddingBag(count, size, { reduce: 'sum' }), 'ix');
  },
  ScaledDotProductAttention:
    ({ options }) =>
    ({ q, k, v }) => [nn.attention(q!, k!, v!, { causal: options.causal === true }).y],
  MultiheadAttention: ({ options }) => {
    const made = nn.multiHeadAttention(options.embed as number, options.heads as number, { causal: options.causal as boolean });
    const hidden = options.key_padding_mask as boolean[][] | null;
    return ({ query, key, value, in_proj_weight, in_proj_bias, out_proj_weight, out_proj_bias }) => {
      const params = { in_proj_weight, in_proj_bias, out_proj: { weight: out_proj_weight, bias: out_proj_bias } } as never;
      const keyPadding = hidden && tensor(Uint8Array.from(hidden.flat(), Number), { shape: [hidden.length, hidden[0]!.length] });
      const input = { query: query!, key: key!, value: value!, ...(keyPadding && { keyPadding }) };
      const { y, weights } = made.apply(params, {}, input, { mode: 'eval' });
      return [y, weights];
    };
  },
  TransformerEncoderLayer: ({ options: { d_model: size, heads, ff: feedForward, norm_first: first } }) =>
    layer(
      nn.transformerBlock(size as number, heads as number, { feedForward: feedForward as number, norm: first === true ? 'pre' : 'post' }),
      'x',
      { self_attn: {}, linear1: {}, linear2: {}, norm1: {}, norm2: {} },
    ),
  LSTM: (c) => recurrentRun(c, nn.lstm),
  GRU: (c) => recurrentRun(c, nn.gru),
  RNN: (c) => recurrentRun(c, nn.rnn),
};

/** Largest distance of all results and gradients from the recorded ones, beside their size where that is above 1. */
export function distanceFrom(c: RecordedCase, through: <F extends (...args: never[]) => unknown>(f: F) => F): number {
  const run = recorded[c.name]!(c);
  const inputs = Object.fromEntries(Object.entries(c.inputs).map(([name, numbers]) => [name, toTensor(numbers)]));
  const upstream = list(c.upstream).map(toTensor);
  const f = through((given: Inputs, cotangents: readonly Tensor[]) => {
    const by = Object.fromEntries(Object.keys(c.grads).map((name) => [name, given[name]!]));
    const [y, back] = vjp((some: Inputs) => run({ ...given, ...some }), by);
    return [y, back(y.map((one, i) => cotangents[i] ?? one.fill(0)))[0]] as const;
  });
  const [y, gradients] = f(inputs, upstream);
  const expected = list(c.y).map(({ data }) => data);
  const running = c.runningAfter ? [c.runningAfter.mean, c.runningAfter.var] : [];
  const pairs = [
    ...[...expected, ...running].map((data, i) => [y[i]!, data] as const),
    ...Object.entries(c.grads).map(([name, { data }]) => [gradients[name]!, data] as const),
  ];
  return Math.max(...pairs.map(([got, data]) => distance(got.dataSync(), data.map(Number))));
}

function distance(got: ArrayLike<number>, wanted: readonly number[]): number {
  if (got.length !== wanted.length) return Infinity;
  return Math.max(
    0,
    ...wanted.map((w, i) => {
      if (Object.is(got[i], w) || got[i] === w) return 0;
      const off = Math.abs(got[i]! - w) / Math.max(1, Math.abs(w));
      return Number.isNaN(off) ? Infinity : off;
    }),
  );
}
