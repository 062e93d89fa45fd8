// The training steps that exporters are shown right with, written with tensor functions: what a step looks like without layers.
import { foldIn, key, normal, silu, type FloatDType } from '@chainrule/core';
import { digits } from '@chainrule/data';
import { adagrad, adam, adamw, applyUpdates, lion, sgd, type Optimizer } from '@chainrule/optim';
import { conv2d, logSoftmax, maxPool2d, relu, softmax, takeAlong, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { record, type Recording, type TrainingStep } from '@chainrule/export';

export type Parameters = Readonly<Record<string, Tensor>>;
type Statistics = Readonly<Record<string, Tensor>>;
type Batch = Readonly<Record<string, Tensor>>;
type Hyper = Readonly<Record<string, number | Tensor>>;
interface State {
  readonly optimizer: unknown;
  readonly statistics: Statistics;
}

/** A model: where it starts, its loss (with the statistics that change on the way), and batches for it. */
export interface Model {
  readonly name: string;
  readonly parameters: Parameters;
  readonly statistics: Statistics;
  readonly optimizer: Optimizer<unknown, Parameters>;
  loss(parameters: Parameters, statistics: Statistics, batch: Batch): { readonly loss: Tensor; readonly statistics: Statistics };
  /** What a user of the trained model asks for: outputs for inputs. */
  predict(parameters: Parameters, statistics: Statistics, inputs: Batch): Tensor;
  batch(step: number, size: number): Batch;
}

/** Everything an exporter takes, and the step itself. */
export interface Exported {
  readonly model: Model;
  readonly step: TrainingStep<Parameters, State, Batch, Hyper>;
  readonly state: State;
  readonly hyper: (step: number) => Hyper;
  readonly batches: readonly Batch[];
  record(run?: TrainingStep<Parameters, State, Batch, Hyper>): Recording;
}

export function exported(model: Model, steps: number, size: number): Exported {
  const { optimizer } = model;
  const step: Exported['step'] = (parameters, state, batch, hyper) => {
    const loss = (p: Parameters): [Tensor, Statistics] => {
      const result = model.loss(p, state.statistics, batch);
      return [result.loss, result.statistics];
    };
    const [[value, statistics], gradients] = valueAndGrad(loss, { hasAux: true })(parameters);
    const { updates, state: next } = optimizer.update(gradients, state.optimizer, parameters, { step: NaN, hyper });
    return { loss: value, gradients, parameters: applyUpdates(parameters, updates), state: { optimizer: next, statistics } };
  };
  const state = { optimizer: optimizer.init(model.parameters), statistics: model.statistics };
  const hyper = (at: number): Hyper => optimizer.hyper?.(at) ?? {};
  const batches = Array.from({ length: steps }, (_, at) => model.batch(at, size));
  return {
    model,
    step,
    state,
    hyper,
    batches,
    record: (run = step) => record(run, { parameters: model.parameters, state, batches, hyper }),
  };
}

const crossEntropy = (logits: Tensor, labels: Tensor): Tensor =>
  takeAlong(logSoftmax(logits, -1), labels.reshape([...labels.shape, 1]), -1)
    .mean()
    .neg();

/** Parameters drawn by name, scaled by the number of inputs. */
function initializer(dtype: FloatDType) {
  const root = key(1);
  return (name: string, shape: readonly number[], fanIn: number): Tensor =>
    tensor(normal(foldIn(root, name), shape).mul(Math.sqrt(1 / fanIn)), { dtype });
}
const constant = (dtype: FloatDType, shape: readonly number[], value: number): Tensor =>
  tensor(new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(value), { shape, dtype });

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

export function mlp(dtype: FloatDType, optimizer: Optimizer<unknown, Parameters> = adam({ learningRate: 0.01 }) as never): Model {
  const draw = initializer(dtype);
  const predict: Model['predict'] = (p, _, { x }) =>
    relu(x!.matmul(p['hidden.weight']!.transpose()).add(p['hidden.bias']!)).matmul(p['output.weight']!.transpose()).add(p['output.bias']!);
  return {
    name: 'mlp',
    parameters: {
      'hidden.weight': draw('hidden', [32, 64], 64),
      'hidden.bias': constant(dtype, [32], 0),
      'output.weight': draw('output', [10, 32], 32),
      'output.bias': constant(dtype, [10], 0),
    },
    statistics: {},
    optimizer,
    loss: (p, statistics, batch) => ({ loss: crossEntropy(predict(p, statistics, batch), batch['y']!), statistics }),
    predict,
    batch: images(dtype, [64]),
  };
}

/** Batch normalisation over examples and places, with running statistics as PyTorch keeps them. */
function normalized(
  x: Tensor,
  p: Parameters,
  statistics: Statistics,
  name: string,
  training: boolean,
): { readonly y: Tensor; readonly statistics: Statistics } {
  const axes = [0, 2, 3];
  const per = (t: Tensor): Tensor => t.reshape([-1, 1, 1]);
  const count = x.shape[0]! * x.shape[2]! * x.shape[3]!;
  const mean = training ? x.mean(axes) : statistics[`${name}.running_mean`]!;
  const centered = x.sub(per(mean));
  const variance = training ? centered.mul(centered).mean(axes) : statistics[`${name}.running_var`]!;
  const y = centered
    .div(per(variance.add(1e-5).sqrt()))
    .mul(per(p[`${name}.weight`]!))
    .add(per(p[`${name}.bias`]!));
  const moved = (old: Tensor, now: Tensor): Tensor => old.mul(0.9).add(now.mul(0.1));
  return {
    y,
    statistics: training
      ? {
          [`${name}.running_mean`]: moved(statistics[`${name}.running_mean`]!, mean),
          [`${name}.running_var`]: moved(statistics[`${name}.running_var`]!, variance.mul(count / (count - 1))),
        }
      : statistics,
  };
}

export function cnn(dtype: FloatDType, batchNorm: boolean): Model {
  const draw = initializer(dtype);
  const forward = (p: Parameters, statistics: Statistics, { x }: Batch, training: boolean): { y: Tensor; statistics: Statistics } => {
    let h = conv2d(x!, p['conv1.weight']!, { padding: 1 });
    let next = statistics;
    if (batchNorm) ({ y: h, statistics: next } = normalized(h, p, statistics, 'norm1', training));
    else h = h.add(p['conv1.bias']!.reshape([-1, 1, 1]));
    h = maxPool2d(relu(h), 2);
    h = maxPool2d(relu(conv2d(h, p['conv2.weight']!, { padding: 1 }).add(p['conv2.bias']!.reshape([-1, 1, 1]))), 2);
    return { y: h.reshape([h.shape[0]!, 64]).matmul(p['output.weight']!.transpose()).add(p['output.bias']!), statistics: next };
  };
  return {
    name: batchNorm ? 'cnn-batchnorm' : 'cnn',
    parameters: {
      'conv1.weight': draw('conv1', [8, 1, 3, 3], 9),
      ...(batchNorm
        ? { 'norm1.weight': constant(dtype, [8], 1), 'norm1.bias': constant(dtype, [8], 0) }
        : { 'conv1.bias': constant(dtype, [8], 0.1) }),
      'conv2.weight': draw('conv2', [16, 8, 3, 3], 72),
      'conv2.bias': constant(dtype, [16], 0),
      'output.weight': draw('output', [10, 64], 64),
      'output.bias': constant(dtype, [10], 0),
    },
    statistics: batchNorm ? { 'norm1.running_mean': constant(dtype, [8], 0), 'norm1.running_var': constant(dtype, [8], 1) } : {},
    optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }) as never,
    loss: (p, statistics, batch) => {
      const { y, statistics: next } = forward(p, statistics, batch, true);
      return { loss: crossEntropy(y, batch['y']!), statistics: next };
    },
    predict: (p, statistics, inputs) => forward(p, statistics, inputs, false).y,
    batch: images(dtype, [1, 8, 8]),
  };
}

/** A Transformer of one block over short texts of twelve letters, that predicts every next letter. */
export function transformer(dtype: FloatDType): Model {
  const [letters, width, heads, length] = [12, 16, 2, 10];
  const draw = initializer(dtype);
  const norm = (x: Tensor, p: Parameters, name: string): Tensor => {
    const centered = x.sub(x.mean(-1, { keepDims: true }));
    const scale = centered.mul(centered).mean(-1, { keepDims: true }).add(1e-5).sqrt();
    return centered.div(scale).mul(p[`${name}.weight`]!).add(p[`${name}.bias`]!);
  };
  const past = tensor(
    Float64Array.from({ length: length * length }, (_, i) => (i % length > Math.floor(i / length) ? -1e9 : 0)),
    {
      shape: [length, length],
      dtype,
    },
  );
  const predict: Model['predict'] = (p, _, { x }) => {
    const size = x!.shape[0]!;
    const linear = (h: Tensor, name: string): Tensor => {
      const y = h.matmul(p[`${name}.weight`]!.transpose());
      const bias = p[`${name}.bias`];
      return bias ? y.add(bias) : y;
    };
    let h: Tensor = p['embedding.weight']!.take(x!).add(p['position.weight']!);
    const into = norm(h, p, 'norm1');
    const [q, k, v] = ['query', 'key', 'value'].map((name) =>
      linear(into, `attention.${name}`)
        .reshape([size, length, heads, width / heads])
        .transpose([0, 2, 1, 3]),
    ) as [Tensor, Tensor, Tensor];
    const weights = softmax(
      q
        .matmul(k.transpose([0, 1, 3, 2]))
        .div(Math.sqrt(width / heads))
        .add(past),
      -1,
    );
    h = h.add(linear(weights.matmul(v).transpose([0, 2, 1, 3]).reshape([size, length, width]), 'attention.output'));
    h = h.add(linear(linear(norm(h, p, 'norm2'), 'mlp.up').apply(silu), 'mlp.down'));
    return linear(norm(h, p, 'norm3'), 'output');
  };
  const layer = (name: string, from: number, to: number, bias = true): Parameters => ({
    [`${name}.weight`]: draw(name, [to, from], from),
    ...(bias && { [`${name}.bias`]: constant(dtype, [to], 0) }),
  });
  const layerNorm = (name: string): Parameters => ({
    [`${name}.weight`]: constant(dtype, [width], 1),
    [`${name}.bias`]: constant(dtype, [width], 0),
  });
  return {
    name: 'transformer',
    parameters: {
      'embedding.weight': draw('embedding', [letters, width], 1),
      'position.weight': draw('position', [length, width], 1),
      ...layerNorm('norm1'),
      ...layer('attention.query', width, width),
      // A bias of the keys changes nothing: its gradient is noise, which Adam makes steps of.
      ...layer('attention.key', width, width, false),
      ...layer('attention.value', width, width),
      ...layer('attention.output', width, width),
      ...layerNorm('norm2'),
      ...layer('mlp.up', width, 4 * width),
      ...layer('mlp.down', 4 * width, width),
      ...layerNorm('norm3'),
      ...layer('output', width, letters),
    },
    statistics: {},
    optimizer: adamw({ learningRate: 0.003 }) as never,
    loss: (p, statistics, batch) => ({ loss: crossEntropy(predict(p, statistics, batch), batch['y']!), statistics }),
    predict,
    batch: (step, size) => {
      // Every text counts up in steps of its own.
      const text = (shift: number): Tensor =>
        tensor(
          Int32Array.from({ length: size * length }, (_, i) => {
            const [row, at] = [Math.floor(i / length), i % length];
            return (step * 5 + row * 7 + (at + shift) * (1 + ((row + step) % 4))) % letters;
          }),
          { shape: [size, length] },
        );
      return { x: text(0), y: text(1) };
    },
  };
}

/** Ratings of items by users: the product of their factors, and what is theirs alone. */
export function recommender(dtype: FloatDType): Model {
  const [users, items, factors] = [40, 30, 8];
  const draw = initializer(dtype);
  const predict: Model['predict'] = (p, _, { user, item }) =>
    p['user.weight']!.take(user!)
      .mul(p['item.weight']!.take(item!))
      .sum(-1)
      .add(p['user.bias']!.take(user!))
      .add(p['item.bias']!.take(item!))
      .add(p['mean']!);
  return {
    name: 'recommender',
    parameters: {
      'user.weight': draw('user', [users, factors], factors),
      'item.weight': draw('item', [items, factors], factors),
      'user.bias': constant(dtype, [users], 0),
      'item.bias': constant(dtype, [items], 0),
      mean: constant(dtype, [], 3),
    },
    statistics: {},
    optimizer: adagrad({ learningRate: 0.1 }) as never,
    loss: (p, statistics, batch) => ({ loss: predict(p, statistics, batch).sub(batch['rating']!).pow(2).mean(), statistics }),
    predict,
    batch: (step, size) => {
      const count = (i: number): number => step * size + i;
      const whole = (f: (i: number) => number): Tensor => tensor(Int32Array.from({ length: size }, (_, i) => f(count(i))));
      return {
        user: whole((i) => (i * 7) % users),
        item: whole((i) => (i * 11 + Math.floor(i / 13)) % items),
        rating: tensor(
          Float64Array.from({ length: size }, (_, i) => 1 + ((count(i) * 17) % 9) / 2),
          { dtype },
        ),
      };
    },
  };
}

/** An optimizer that no engine knows, as a third party would write it: a sign step that shrinks where slopes change their sign. */
export const thirdParty: Optimizer<{ last: Parameters; size: Parameters }, Parameters> = {
  init: (params) => ({ last: all(params, (p) => p.mul(0)), size: all(params, (p) => p.mul(0).add(0.01)) }),
  hyper: (step) => ({ decay: 1 / (1 + 0.1 * step) }),
  update: (grads, state, params, { hyper }) => {
    const size = all(params, (_, name) => {
      const agree = grads[name]!.mul(state.last[name]!);
      return agree.less(0).where(state.size[name]!.mul(0.5), state.size[name]!.mul(1.05));
    });
    return {
      updates: all(params, (p, name) =>
        grads[name]!.div(grads[name]!.abs().add(1e-3))
          .mul(size[name]!)
          .mul(hyper['decay'] as Tensor)
          .neg()
          .sub(p.mul(1e-4)),
      ),
      state: { last: grads, size },
    };
  },
};
const all = (p: Parameters, f: (value: Tensor, name: string) => Tensor): Parameters =>
  Object.fromEntries(Object.entries(p).map(([name, value]) => [name, f(value, name)]));

/** Every model that exporters are shown right with. */
export const models = (dtype: FloatDType): readonly Model[] => [
  mlp(dtype),
  cnn(dtype, false),
  cnn(dtype, true),
  transformer(dtype),
  recommender(dtype),
  { ...mlp(dtype, thirdParty), name: 'mlp-third-party' },
  { ...mlp(dtype, lion({ learningRate: 0.003 }) as never), name: 'mlp-lion' },
];
