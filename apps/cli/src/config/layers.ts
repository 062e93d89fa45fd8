import * as nn from '@chainrule/nn';
import type { Activation, Layer, LayerName } from '@chainrule/nn';
import { z } from 'zod';
import { number, padding, perAxis, size, sizes, truth } from './fields.js';
import { initialiser } from './initialisers.js';
import type { Made } from './made.js';
import { call } from './made.js';
import { partOf, type Form, type Part, type Parts } from './part.js';

/** What may stand in a list of layers. */
export type Block = Layer | Activation;

const from = '@chainrule/nn';
const makers = nn.layers as Readonly<Record<LayerName, (...args: never[]) => Layer>>;

/** A layer whose maker is given these options first, in this order, and the others in an object. */
const of = (name: LayerName, first: readonly string[], options: z.ZodRawShape): Part<Layer> => ({
  options,
  make(given) {
    const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !first.includes(key)));
    return call(from, name, makers[name], [...first.map((key) => given[key]), rest]);
  },
});

const weights = { bias: truth.optional(), weight: initialiser.optional() };
const channels = {
  inputs: size,
  outputs: size,
  size: perAxis,
  stride: perAxis.optional(),
  dilation: perAxis.optional(),
  groups: size.optional(),
  ...weights,
};
const epsilon = { epsilon: number.optional() };
const pool = { window: perAxis, stride: perAxis.optional(), padding: perAxis.optional() };
const recurrent = { inputs: size, hidden: size, layers: size.optional(), bias: truth.optional(), bidirectional: truth.optional() };
const draw = { weight: initialiser.optional() };

/** A list of layers, or one. */
export const modelOf = (block: Form<Made<Block>>): Form<Made<Layer>> =>
  z.unknown().transform((given, context): Made<Layer> => {
    const form: z.ZodType<Made<Block> | Made<Block>[]> = Array.isArray(given) ? z.array(block).min(1) : block;
    const read = form.safeParse(given);
    if (!read.success) {
      for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path: [...path], input: given });
      return z.NEVER;
    }
    return Array.isArray(read.data) ? call(from, 'sequential', nn.sequential as never, read.data) : asLayer(read.data);
  });

const asLayer = (made: Made<Block>): Made<Layer> =>
  made.value['~chainrule'].kind === 'layer'
    ? (made as Made<Layer>)
    : call(from, 'activation', nn.activation as unknown as (fn: Activation) => Layer, [made]);

/** Every layer by its name, activations as layers, and those of plugins. */
export function blockOf(activations: Parts<Activation>, plugins: Parts<Block>): Form<Made<Block>> {
  const inner = z.lazy(() => block);
  const fn = partOf('an activation', activations);
  const parts: Readonly<Record<LayerName, Part<Layer>>> = {
    activation: of('activation', ['function'], { function: fn }),
    adaptiveAvgPool: of('adaptiveAvgPool', ['output'], { output: perAxis }),
    avgPool: of('avgPool', ['window'], { ...pool, countPadding: truth.optional() }),
    batchNorm: of('batchNorm', ['features'], {
      features: size,
      ...epsilon,
      momentum: number.nullable().optional(),
      affine: truth.optional(),
    }),
    conv1d: of('conv1d', ['inputs', 'outputs', 'size'], { ...channels, padding: padding.optional() }),
    conv2d: of('conv2d', ['inputs', 'outputs', 'size'], { ...channels, padding: padding.optional() }),
    convTranspose2d: of('convTranspose2d', ['inputs', 'outputs', 'size'], {
      ...channels,
      padding: perAxis.optional(),
      outputPadding: perAxis.optional(),
    }),
    dropout: of('dropout', ['probability'], { probability: number }),
    embedding: of('embedding', ['count', 'size'], { count: size, size, paddingIndex: z.int().optional(), ...draw }),
    embeddingBag: of('embeddingBag', ['count', 'size'], { count: size, size, reduce: z.enum(['mean', 'sum', 'max']).optional(), ...draw }),
    flatten: of('flatten', [], { start: z.int().min(0).optional() }),
    groupNorm: of('groupNorm', ['groups', 'channels'], { groups: size, channels: size, ...epsilon }),
    gru: of('gru', ['inputs', 'hidden'], recurrent),
    layerNorm: of('layerNorm', ['size'], { size: sizes, ...epsilon }),
    linear: of('linear', ['inputs', 'outputs'], { inputs: size, outputs: size, ...weights }),
    localResponseNorm: of('localResponseNorm', ['size'], { size, alpha: number.optional(), beta: number.optional(), k: number.optional() }),
    lstm: of('lstm', ['inputs', 'hidden'], recurrent),
    maxPool: of('maxPool', ['window'], pool),
    multiHeadAttention: of('multiHeadAttention', ['size', 'heads'], {
      size,
      heads: size,
      causal: truth.optional(),
      bias: truth.optional(),
      dropout: number.optional(),
    }),
    positionalEmbedding: of('positionalEmbedding', ['length', 'size'], { length: size, size, ...draw }),
    residual: of('residual', ['body'], { body: modelOf(inner), scale: number.optional() }),
    rmsNorm: of('rmsNorm', ['size'], { size: sizes, ...epsilon }),
    rnn: of('rnn', ['inputs', 'hidden'], recurrent),
    sequential: {
      options: { layers: z.union([z.array(inner), z.record(z.string(), inner)]) },
      make: ({ layers }) => call(from, 'sequential', nn.sequential as never, Array.isArray(layers) ? layers : [layers]),
    },
    transformerBlock: of('transformerBlock', ['size', 'heads'], {
      size,
      heads: size,
      feedForward: size.optional(),
      causal: truth.optional(),
      norm: z.enum(['pre', 'post']).optional(),
      activation: fn.optional(),
      dropout: number.optional(),
    }),
  };
  const block = partOf<Block>('a layer', { ...activations, ...parts, ...plugins });
  return block;
}
