// The networks that exporters are shown right with, made of nn's layers; optimizers and schedules are made from the recipes that the readable
// form is told.
import { foldIn, key, gelu, relu, silu, type FloatDType, type Tree, type Value } from '@chainrule/core';
import { digits } from '@chainrule/data';
import { record, type ModuleDefinition, type Recipe, type Recording, type TrainingStep } from '@chainrule/export';
import {
  batchNorm,
  conv2d,
  crossEntropy,
  embedding,
  flatten,
  layerNorm,
  linear,
  maxPool,
  mse,
  multiHeadAttention,
  positionalEmbedding,
  residual,
  sequential,
  transformerBlock,
  type Layer,
  type Loss,
} from '@chainrule/nn';
import { applyUpdates, chain, clipByGlobalNorm, clipByNorm, clipByValue, optimizers, schedules, type Optimizer } from '@chainrule/optim';
import { tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import type { OnEnd } from './python.js';
import { thirdParty } from './third-party.js';

type Batch = Readonly<Record<'x' | 'y', Tensor>>;
type Hyper = Readonly<Record<string, number | Value>>;
interface State {
  readonly model: unknown;
  readonly optimizer: unknown;
}

/** A network, how it is trained, and batches for it. */
export interface Model {
  readonly name: string;
  readonly dtype: FloatDType;
  readonly layer: Layer;
  readonly loss: Pick<Loss, 'apply' | '~chainrule' | 'options'>;
  readonly optimizer: Recipe | readonly Recipe[];
  /** Whether its layers draw random numbers: every step is given another key. */
  readonly draws?: boolean;
  /**
   * Whether training is so unsteady that roundings of float32 grow past 1e-5 in 30 steps: of steps on end only float64 is judged strictly.
   */
  readonly unsteady?: boolean;
  batch(step: number, size: number): Batch;
}

/** Everything an exporter takes, and the step itself. */
export interface Exported {
  readonly step: TrainingStep<unknown, State, Batch, Hyper>;
  readonly parameters: unknown;
  readonly state: State;
  readonly hyper: (step: number) => Hyper;
  readonly batches: readonly Batch[];
  readonly module: ModuleDefinition;
  record(run?: TrainingStep<unknown, State, Batch, Hyper>): Recording;
  /** What a user of the trained network asks for. */
  predict(parameters: unknown, state: unknown, x: Tensor): Tensor;
}

/** An optimizer by its recipe; third parties' are not in our table. */
function made(recipe: Recipe | readonly Recipe[]): Optimizer {
  if (!('name' in recipe)) return chain(...recipe.map(made));
  const { name, options = {} } = recipe;
  const all: Record<string, unknown> = { ...optimizers, clipByGlobalNorm, clipByNorm, clipByValue, thirdParty };
  const rate = options['learningRate'];
  return (all[name] as (options: object) => Optimizer)({ ...options, ...(rate !== undefined && { learningRate: rateOf(rate as Recipe) }) });
}
function rateOf(rate: number | Recipe): unknown {
  if (typeof rate === 'number') return rate;
  const schedule = schedules[rate.name as keyof typeof schedules] as (...args: unknown[]) => unknown;
  const { options = {}, then } = rate;
  if (rate.name === 'constant') return schedule(options['rate']);
  if (rate.name === 'join') return schedule((options['schedules'] as (number | Recipe)[]).map(rateOf), options);
  return schedule(options, ...(then === undefined ? [] : [rateOf(then)]));
}

export function exported(model: Model, steps: number, size: number): Exported {
  const { layer, loss } = model;
  const optimizer = made(model.optimizer);
  const { params, state } = layer.init(key(1), { dtype: model.dtype });
  const step: Exported['step'] = (parameters, before, { x, y }, { key: drawn, ...hyper }) => {
    const value = (p: unknown): [Tensor, unknown] => {
      const applied = layer.apply(p, before.model, x, { mode: 'train', key: drawn as Tensor | undefined });
      return [loss.apply(applied.y, y), applied.state];
    };
    const [[lost, after], gradients] = valueAndGrad(value, { hasAux: true })(parameters);
    const tree = parameters as Tree<Value>;
    const { updates, state: next } = optimizer.update(gradients as Tree<Value>, before.optimizer, tree, { step: NaN, hyper });
    return { loss: lost, gradients, parameters: applyUpdates(tree, updates), state: { model: after, optimizer: next } };
  };
  const start = { model: state, optimizer: optimizer.init(params as Tree<Value>) };
  const hyper = (at: number): Hyper => ({
    ...optimizer.hyper?.(at),
    ...(model.draws === true && { key: tensor(Uint32Array.from(foldIn(key(2), at))) }),
  });
  const batches = Array.from({ length: steps }, (_, at) => model.batch(at, size));
  return {
    step,
    parameters: params,
    state: start,
    hyper,
    batches,
    module: model,
    record: (run = step) => record(run, { parameters: params, state: start, batches, hyper }),
    predict: (parameters, own, x) => layer.apply(parameters, own, x, { mode: 'eval' }).y,
  };
}

/** Handwritten digits as rows, or as images. */
function images(dtype: FloatDType, shape: readonly number[]): Model['batch'] {
  const { features, target } = digits();
  return (step, size) => {
    const rows = tensor(Int32Array.from({ length: size }, (_, i) => (step * size + i) % 1797));
    return {
      x: tensor(features)
        .take(rows)
        .div(16)
        .cast(dtype)
        .reshape([size, ...shape]),
      y: tensor(target).cast('int32').take(rows),
    };
  };
}

/** Texts of ten letters out of twelve, every one counting up in steps of its own, and the letters that follow. */
function texts(): Model['batch'] {
  const [letters, length] = [12, 10];
  return (step, size) => {
    const text = (shift: number): Tensor =>
      tensor(
        Int32Array.from({ length: size * length }, (_, i) => {
          const [row, at] = [Math.floor(i / length), i % length];
          return (step * 5 + row * 7 + (at + shift) * (1 + ((row + step) % 4))) % letters;
        }),
        { shape: [size, length] },
      );
    return { x: text(0), y: text(1) };
  };
}

/** Users and items in one table, items after the users, and ratings. */
function ratings(dtype: FloatDType, users: number, items: number): Model['batch'] {
  return (step, size) => {
    const count = (i: number): number => step * size + i;
    const pairs = Array.from({ length: size }, (_, i) => [
      (count(i) * 7) % users,
      users + ((count(i) * 11 + Math.floor(count(i) / 13)) % items),
    ]);
    return {
      x: tensor(Int32Array.from(pairs.flat()), { shape: [size, 2] }),
      y: tensor(
        Float64Array.from({ length: size }, (_, i) => 1 + ((count(i) * 17) % 9) / 2),
        { shape: [size, 1], dtype },
      ),
    };
  };
}

const mlp = (dtype: FloatDType): Omit<Model, 'name' | 'optimizer'> => ({
  dtype,
  layer: sequential(linear(64, 32), relu, linear(32, 10)),
  loss: crossEntropy,
  batch: images(dtype, [64]),
});

/** Every network that exporters are shown right with. */
export const models = (dtype: FloatDType): readonly Model[] => [
  { ...mlp(dtype), name: 'mlp', optimizer: { name: 'adam', options: { learningRate: 0.01 } } },
  {
    name: 'cnn',
    dtype,
    layer: sequential(
      conv2d(1, 8, 3, { padding: 1 }),
      relu,
      maxPool(2),
      conv2d(8, 16, 3, { padding: 1 }),
      relu,
      maxPool(2),
      flatten(),
      linear(64, 10),
    ),
    loss: crossEntropy,
    optimizer: {
      name: 'sgd',
      options: {
        learningRate: { name: 'warmup', options: { steps: 5 }, then: { name: 'cosine', options: { from: 0.1, steps: 25 } } },
        momentum: 0.9,
      },
    },
    batch: images(dtype, [1, 8, 8]),
  },
  {
    name: 'cnn-batchnorm',
    dtype,
    layer: sequential({
      conv1: conv2d(1, 8, 3, { padding: 1, bias: false }),
      norm1: batchNorm(8),
      act1: relu,
      pool1: maxPool(2),
      block: residual(sequential(conv2d(8, 8, 3, { padding: 1, bias: false }), batchNorm(8), silu)),
      pool2: maxPool(2),
      flat: flatten(),
      output: linear(32, 10),
    }),
    loss: crossEntropy,
    optimizer: { name: 'sgd', options: { learningRate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 1e-4 } },
    batch: images(dtype, [1, 8, 8]),
  },
  {
    name: 'transformer',
    dtype,
    layer: sequential({
      embedding: embedding(12, 16),
      position: positionalEmbedding(10, 16),
      // A bias of the keys changes nothing: its gradient is noise, which Adam would make steps of.
      attention: residual(sequential({ norm: layerNorm(16), attend: multiHeadAttention(16, 2, { causal: true, bias: false }) })),
      mlp: residual(sequential({ norm: layerNorm(16), up: linear(16, 64), act: gelu, down: linear(64, 16) })),
      norm: layerNorm(16),
      output: linear(16, 12),
    }),
    loss: crossEntropy.with({ axis: -1 }),
    optimizer: { name: 'adamw', options: { learningRate: 0.003 } },
    batch: texts(),
  },
  {
    name: 'transformer-block',
    dtype,
    layer: sequential({
      embedding: embedding(12, 16),
      position: positionalEmbedding(10, 16),
      block: transformerBlock(16, 2, { causal: true }),
      output: linear(16, 12),
    }),
    loss: crossEntropy.with({ axis: -1 }),
    // Long steps with momentum: while the loss falls to a twentieth, gradients grow threefold, and roundings a hundredfold.
    unsteady: true,
    optimizer: [
      { name: 'clipByGlobalNorm', options: { max: 1 } },
      { name: 'sgd', options: { learningRate: 0.3, momentum: 0.9 } },
    ],
    batch: texts(),
  },
  {
    name: 'recommender',
    dtype,
    layer: sequential({
      factors: embedding(70, 8),
      both: flatten(),
      hidden: linear(16, 16),
      act: silu,
      rating: linear(16, 1),
    }),
    loss: mse,
    optimizer: { name: 'adagrad', options: { learningRate: 0.1 } },
    batch: ratings(dtype, 40, 30),
  },
  { ...mlp(dtype), name: 'mlp-third-party', optimizer: { name: 'thirdParty' } },
  { ...mlp(dtype), name: 'mlp-lion', optimizer: { name: 'lion', options: { learningRate: 0.003 } } },
];

/** How far apart steps run on end may be. */
export const onEndOf = ({ dtype, unsteady = false }: Model): OnEnd => ({
  bound: dtype === 'float64' ? 1e-12 : unsteady ? 1e-4 : 1e-5,
});

/** All of them, or those that MODELS names: `MODELS="mlp-float64 cnn-float32"`. */
export function wantedModels(dtype: FloatDType): readonly Model[] {
  const wanted = process.env['MODELS']?.split(' ');
  return models(dtype).filter(({ name }) => wanted === undefined || wanted.includes(`${name}-${dtype}`));
}
