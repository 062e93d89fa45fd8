import type { LayerDefinition } from './module.js';
import { activationModule } from './activations.js';
import { keywords, optionText, type PythonCall, type Sizes } from './python-call.js';

/** What the layer inside under a name is in Python, given the sizes of its input. */
export type WriteInner = (name: string, input: Sizes) => PythonCall;
/** How a layer is made in Python, and which sizes it gives. `undefined`: not with these options. */
export type TorchLayer = (layer: LayerDefinition, input: Sizes, write: WriteInner) => PythonCall | undefined;

type Options = Readonly<Record<string, unknown>>;
type Resize = (options: Options, input: Sizes) => Sizes;
const optionsOf = (layer: LayerDefinition): Options => layer.options as Options;

const perAxisOptions = new Set(['dilation', 'kernel', 'output', 'outputPadding', 'padding', 'stride', 'window']);
/** An option; one number where it is the same along all axes, or there is one axis. */
function short(option: string, options: Options): unknown {
  const value = options[option];
  if (option === 'stride' && String(value) === String(options['window'])) return undefined;
  if (!Array.isArray(value)) return value;
  const alike = value.length === 1 || (perAxisOptions.has(option) && new Set(value).size === 1);
  return alike ? (value as unknown[])[0] : (value as unknown[]);
}

/** A module of PyTorch: positional options by name, keywords with what PyTorch takes without them, and what becomes of sizes. */
const built =
  (
    name: string | ((options: Options, input: Sizes) => string),
    positional: readonly string[],
    named: Readonly<Record<string, readonly [option: string, without: unknown]>> = {},
    resize: Resize = (_, input) => input,
  ): TorchLayer =>
  (layer, input) => {
    const options = optionsOf(layer);
    const given = Object.entries(named).map(([keyword, [option, without]]) => [keyword, [short(option, options), without]] as const);
    return {
      name: typeof name === 'string' ? name : name(options, input),
      args: [...positional.map((option) => optionText(short(option, options))), ...keywords(Object.fromEntries(given))],
      sizes: resize(options, input),
    };
  };

const lastBecomes =
  (option: string): Resize =>
  (options, input) => [...input.slice(0, -1), options[option] as number];
const perAxis = (value: unknown, axis: number): number => (Array.isArray(value) ? (value as number[])[axis]! : (value as number));

/** What windows leave of the axes after examples and channels. */
const windowed =
  (window: string, channels?: string): Resize =>
  (options, [n, c, ...sizes]) => [
    n!,
    channels === undefined ? c! : (options[channels] as number),
    ...sizes.map((size, axis) => {
      const { stride, padding = 0, dilation = 1 } = options;
      const reach = perAxis(dilation, axis) * (perAxis(options[window], axis) - 1) + 1;
      if (padding === 'same') return Math.ceil(Number(size) / perAxis(stride, axis));
      return Math.floor((Number(size) + 2 * perAxis(padding === 'valid' ? 0 : padding, axis) - reach) / perAxis(stride, axis)) + 1;
    }),
  ];
const rankOf = (input: Sizes): number => input.length - 2;
const pooled =
  (name: string) =>
  (_: Options, input: Sizes): string =>
    `nn.${name}${rankOf(input)}d`;

/**
 * Windows that are pooled: PyTorch takes numbers for their padding, and none larger than half of a window. The same size takes as much at
 * both ends of an odd window.
 */
const pooling = (row: TorchLayer): TorchLayer =>
  plainPadding((layer, input, write) => {
    const options = optionsOf(layer);
    const windows = input.slice(2).map((_, axis) => perAxis(options['window'], axis));
    const { padding } = options;
    const pads = padding === 'same' ? windows.map((size) => (size - 1) / 2) : padding === 'valid' ? 0 : padding;
    const fits = windows.every((size, axis) => Number.isInteger(perAxis(pads, axis)) && perAxis(pads, axis) <= size / 2);
    return fits ? row({ ...layer, options: { ...options, padding: pads } }, input, write) : undefined;
  });

/** Paddings that differ at the two ends, and the same size with a stride, are nothing that PyTorch's layers take. */
const plainPadding =
  (row: TorchLayer): TorchLayer =>
  (layer, input, write) => {
    const { padding, stride } = optionsOf(layer);
    const uneven = Array.isArray(padding) && padding.some((side) => Array.isArray(side));
    const strided = padding === 'same' && [stride].flat().some((step) => step !== 1);
    return uneven || strided ? undefined : row(layer, input, write);
  };

const convolution = (axes: number): TorchLayer =>
  plainPadding(
    built(
      `nn.Conv${axes}d`,
      ['inputs', 'outputs', 'kernel'],
      { stride: ['stride', 1], padding: ['padding', 0], dilation: ['dilation', 1], groups: ['groups', 1], bias: ['bias', true] },
      windowed('kernel', 'outputs'),
    ),
  );

const transposedConvolution = /* @__PURE__ */ built(
  'nn.ConvTranspose2d',
  ['inputs', 'outputs', 'kernel'],
  {
    stride: ['stride', 1],
    padding: ['padding', 0],
    output_padding: ['outputPadding', 0],
    groups: ['groups', 1],
    bias: ['bias', true],
    dilation: ['dilation', 1],
  },
  (options, [n, , ...sizes]) => [
    n!,
    options['outputs'] as number,
    ...sizes.map((size, axis) => {
      const of = (option: string): number => perAxis(options[option], axis);
      return (Number(size) - 1) * of('stride') - 2 * of('padding') + of('dilation') * (of('kernel') - 1) + of('outputPadding') + 1;
    }),
  ],
);

const recurrent = (name: string): TorchLayer =>
  built(
    name,
    ['inputs', 'hidden'],
    { num_layers: ['layers', 1], bias: ['bias', true], bidirectional: ['bidirectional', false] },
    (options, input) => [...input.slice(0, -1), (options['hidden'] as number) * (options['bidirectional'] === true ? 2 : 1)],
  );

const sequential: TorchLayer = ({ layers = {} }, input, write) => {
  let sizes = input;
  const names = Object.keys(layers);
  const args = names.map((name) => {
    const call = write(name, sizes);
    sizes = call.sizes;
    return call;
  });
  return { name: 'nn.Sequential', args, sizes, ...(names.some((name, i) => name !== String(i)) && { names }) };
};

const residual: TorchLayer = (layer, input, write) => ({
  name: 'Residual',
  args: [write('body', input), ...keywords({ scale: [optionsOf(layer)['scale'], 1] })],
  sizes: input,
});

const transformerBlock: TorchLayer = (layer, input) => {
  const { size, heads, feedForward, causal, norm, activation, dropout } = optionsOf(layer);
  const module = activationModule(activation);
  if (module === undefined) return undefined;
  const named = keywords({ dropout: [dropout, 0], norm_first: [norm === 'pre', true], causal: [causal, false] });
  return { name: 'TransformerBlock', args: [...[size, heads, feedForward].map(optionText), module, ...named], sizes: input };
};

const flattened: Resize = (options, input) => {
  const start = options['start'] as number;
  const sizes = input.slice(start);
  return [...input.slice(0, start), sizes.every((size) => typeof size === 'number') ? sizes.reduce((a, b) => a * b, 1) : sizes.join(' * ')];
};

/** The layers that PyTorch has, or that a few lines make there, by name. */
export const torchLayers: Readonly<Record<string, TorchLayer | undefined>> = /* @__PURE__ */ (() => ({
  adaptiveAvgPool: built(pooled('AdaptiveAvgPool'), ['output'], {}, ({ output }, input) =>
    input.map((size, axis) => (axis < 2 ? size : perAxis(output, axis - 2))),
  ),
  avgPool: pooling(
    built(
      pooled('AvgPool'),
      ['window'],
      { stride: ['stride', undefined], padding: ['padding', 0], count_include_pad: ['countPadding', true] },
      windowed('window'),
    ),
  ),
  batchNorm: built((_, input) => `nn.BatchNorm${Math.max(1, rankOf(input))}d`, ['features'], {
    eps: ['epsilon', 1e-5],
    momentum: ['momentum', 0.1],
    affine: ['affine', true],
  }),
  conv1d: convolution(1),
  conv2d: convolution(2),
  convTranspose2d: transposedConvolution,
  dropout: built('nn.Dropout', ['probability']),
  embedding: built('nn.Embedding', ['count', 'size'], { padding_idx: ['paddingIndex', undefined] }, (options, input) => [
    ...input,
    options['size'] as number,
  ]),
  embeddingBag: (layer, input) => {
    const { count, size, reduce } = optionsOf(layer);
    // PyTorch's own takes bags one after the other.
    if (input.length !== 2) return undefined;
    const args = [...[count, size].map(optionText), ...keywords({ mode: [reduce, 'mean'] })];
    return { name: 'nn.EmbeddingBag', args, sizes: [input[0]!, size as number] };
  },
  flatten: built('nn.Flatten', [], { start_dim: ['start', 1] }, flattened),
  groupNorm: built('nn.GroupNorm', ['groups', 'channels'], { eps: ['epsilon', 1e-5] }),
  gru: recurrent('Gru'),
  layerNorm: built('nn.LayerNorm', ['shape'], { eps: ['epsilon', 1e-5] }),
  linear: built('nn.Linear', ['inputs', 'outputs'], { bias: ['bias', true] }, lastBecomes('outputs')),
  localResponseNorm: built('nn.LocalResponseNorm', ['size'], { alpha: ['alpha', 1e-4], beta: ['beta', 0.75], k: ['k', 1] }),
  lstm: recurrent('Lstm'),
  maxPool: pooling(built(pooled('MaxPool'), ['window'], { stride: ['stride', undefined], padding: ['padding', 0] }, windowed('window'))),
  multiHeadAttention: built('SelfAttention', ['size', 'heads'], {
    dropout: ['dropout', 0],
    bias: ['bias', true],
    causal: ['causal', false],
  }),
  positionalEmbedding: built('PositionalEmbedding', ['length', 'size']),
  residual,
  rmsNorm: built('nn.RMSNorm', ['shape'], { eps: ['epsilon', undefined] }),
  rnn: recurrent('Rnn'),
  sequential,
  transformerBlock,
}))();
