// What is trained: data, network, optimizer and passes as PyTorch's recorded runs have them, and the line to reach.
import { foldIn, key, relu, tanh, type FloatDType } from '@chainrule/core';
import { breastCancer, diabetes, digits, iris, wine } from '@chainrule/data';
import {
  accuracy,
  conv2d,
  crossEntropy,
  embedding,
  evaluator,
  flatten,
  layerNorm,
  linear,
  maxPool,
  mse,
  normalFill,
  positionalEmbedding,
  rmse,
  sequential,
  train,
  transformerBlock,
  type Layer,
  type Loss,
  type Metric,
} from '@chainrule/nn';
import { adam, adamw, cosine, lbfgs, warmup, type Optimizer } from '@chainrule/optim';
import { wasm } from '@chainrule/wasm';
import { factors } from '../../../apps/examples/networks/src/factors.js';
import { characters, column, images, plain, ratings, scaled, spiral, type Split } from './data.js';

export interface Task {
  /** What it is called here, in pytorch.py, and behind --task=. */
  readonly name: string;
  /** What is to be reached at the median of the seeds, in words and in code. */
  readonly line: string;
  readonly reached: (figure: number) => boolean;
  readonly digits: number;
  readonly seeds: readonly number[];
  /** Passes over the data, or steps; in the short form fewer, where it says so, and then no figure is asked for. */
  readonly amount: number;
  readonly short?: number;
  run(seed: number, amount: number): Promise<{ readonly figure: number; readonly seconds: number }>;
}

const backend = wasm();

interface Recipe {
  readonly data: (seed: number, amount: number) => Split;
  readonly model: (split: Split) => Layer;
  readonly optimizer: () => Optimizer;
  readonly batchSize: number;
  readonly loss: Loss;
  readonly metric?: Metric;
  readonly clip?: number;
  /** Of the parameters. Default float32. */
  readonly dtype?: FloatDType;
  /** Whether there is one pass, over data made for so many steps. */
  readonly once?: boolean;
}

type Head = Pick<Task, 'name' | 'amount' | 'line' | 'reached' | 'digits'> & Partial<Task>;

/** A task by its recipe. Timed is training, the tracing and compiling of its step included; the reading of data and the judgement are not. */
const task = (head: Head, { data, model, optimizer, batchSize, loss, metric, clip, dtype = 'float32', once = false }: Recipe): Task => ({
  seeds: [0, 1, 2],
  ...head,
  run: async (seed, amount) => {
    const split = data(seed, amount);
    const layer = model(split);
    const from = layer.init(foldIn(key(seed), 'init'), { dtype });
    const options = { model: layer, loss, data: split.train, optimizer: optimizer(), batchSize, key: key(seed), from, backend };
    const start = performance.now();
    const { params, state } = await train({ ...options, epochs: once ? 1 : amount, ...(clip !== undefined && { clip }) });
    const seconds = (performance.now() - start) / 1000;
    const { features, target } = split.test;
    const judge = evaluator({ model: layer, loss, metrics: metric ? [metric] : [], batchSize: 64, backend });
    const found = judge(params, state, { features: features.dtype === 'int32' ? features : features.cast(dtype), target });
    return { figure: found[metric?.key ?? 'loss']!, seconds };
  },
});

const atLeast = (line: number): Pick<Task, 'line' | 'reached' | 'digits'> => ({
  line: `at least ${line.toFixed(3)}`,
  reached: (figure) => figure >= line,
  digits: 3,
});
const atMost = (line: number): Pick<Task, 'line' | 'reached' | 'digits'> => ({
  line: `at most ${line}`,
  reached: (figure) => figure <= line,
  digits: 3,
});

const classes = { loss: crossEntropy, metric: accuracy };
const pixels = plain(digits(), 16);
const cnn = sequential(
  ...[conv2d(1, 16, 3, { padding: 1 }), relu, conv2d(16, 32, 3, { padding: 1 }), relu, maxPool(2), flatten()],
  ...[linear(512, 64), relu, linear(64, 10)],
);
// name, lowest of PyTorch's accuracies, data, network, rate, epochs, rows in a batch, epochs in the short form
type Line = readonly [string, number, Split, Layer, number, number, number, number?];
const classifiers: readonly Line[] = [
  ['digits-softmax', 0.961, pixels, linear(64, 10), 0.01, 30, 32, 3],
  ['digits-mlp', 0.961, pixels, sequential(linear(64, 128), relu, linear(128, 64), relu, linear(64, 10)), 1e-3, 30, 32, 2],
  ['digits-cnn', 0.975, images(pixels), cnn, 1e-3, 15, 32, 1],
  ['iris', 0.967, scaled(iris()), sequential(linear(4, 16), relu, linear(16, 3)), 0.01, 100, 16],
  ['wine', 1, scaled(wine()), sequential(linear(13, 32), relu, linear(32, 3)), 0.01, 60, 16],
  ['breast-cancer', 0.965, scaled(breastCancer()), sequential(linear(30, 16), relu, linear(16, 2)), 1e-3, 40, 32],
  ['spiral3', 0.95, spiral('spiral3.csv'), sequential(linear(2, 100), relu, linear(100, 3)), 0.01, 300, 32, 30],
  ['spiral2', 1, spiral('spiral2.csv'), sequential(linear(2, 32), tanh, linear(32, 32), tanh, linear(32, 2)), 0.01, 300, 32, 30],
];

const letters = sequential(
  ...[embedding(12, 64, { weight: normalFill({ deviation: 0.02 }) }), positionalEmbedding(64, 64)],
  ...[transformerBlock(64, 4, { causal: true }), transformerBlock(64, 4, { causal: true })],
  ...[layerNorm(64), linear(64, 12, { bias: false })],
);

export const tasks: readonly Task[] = [
  // Within one point of the lowest of PyTorch's three seeds.
  ...classifiers.map(([name, lowest, data, model, learningRate, amount, batchSize, short]) =>
    task(
      { name, ...atLeast(lowest - 0.01), amount, ...(short !== undefined && { short }) },
      { ...classes, data: () => data, model: () => model, optimizer: () => adam({ learningRate }), batchSize },
    ),
  ),
  // Least squares has one answer, and L-BFGS on all rows finds it.
  task(
    { name: 'diabetes', amount: 20, line: '2775.93', digits: 2, reached: (figure) => figure.toFixed(2) === '2775.93', seeds: [0] },
    {
      ...{ loss: mse, data: () => column(scaled(diabetes())), model: () => linear(10, 1), batchSize: 353, dtype: 'float64' },
      optimizer: () => lbfgs({ lineSearch: 'strong-wolfe' }),
    },
  ),
  task(
    { name: 'ratings', ...atMost(0.61), amount: 30, short: 1 },
    {
      ...{ loss: mse, metric: rmse, data: ratings, batchSize: 256, optimizer: () => adamw({ learningRate: 5e-3, weightDecay: 0.2 }) },
      model: ({ train: { target } }) => factors({ users: 600, items: 400, size: 5, mean: target.mean().item() }),
    },
  ),
  // 105,728 weights; no model gets below 1.119, since the first letter of a window follows only one that is seen.
  task(
    { name: 'characters', ...atMost(1.16), amount: 600, short: 5 },
    {
      ...{ loss: crossEntropy.with({ axis: -1 }), batchSize: 16, clip: 1, once: true, model: () => letters },
      data: (seed, steps) => characters(steps * 16, foldIn(key(seed), 'windows')),
      optimizer: () =>
        adamw({ learningRate: warmup({ steps: 50 }, cosine({ from: 3e-3, to: 3e-4, steps: 550 })), weightDecay: 0.01, beta2: 0.99 }),
    },
  ),
];
