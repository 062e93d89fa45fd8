// What a second process brings: the cost model of docs/scaling.md beside measured times of exported steps in PyTorch, alone and as two processes
// over gloo on this machine, with a thread each. Times are told, not judged. Needs a Python with torch and safetensors: PYTHON_TORCH=/path/to/python
// (default: python3). MODELS="MLP CNN" measures those alone.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { flatten, gelu, relu, silu, sizeOf, type Tree } from '@chainrule/core';
import { toPyTorch } from '@chainrule/export';
import * as nn from '@chainrule/nn';
import { compile, tensor, trace, workOf, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { exported, type Model } from './export/models.js';
import { folders, needModules, python } from './export/python.js';

const program = process.env['PYTHON_TORCH'] ?? 'python3';
await needModules(program, 'torch, safetensors', 'PYTHON_TORCH');
const script = join(process.cwd(), 'tooling/evidence/export/time-steps.py');
const seconds = process.argv.includes('--short') ? '0.2' : '1';

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const real = (shape: readonly number[]): Tensor =>
  tensor(
    Float32Array.from({ length: size(shape) }, (_, i) => Math.sin(1.7 * i)),
    { shape },
  );
const whole = (shape: readonly number[], below: number): Tensor =>
  tensor(
    Int32Array.from({ length: size(shape) }, (_, i) => (i * 7919) % below),
    { shape },
  );
const block = nn.transformerBlock(128, 4, { causal: true });
const sgd = { name: 'sgd', options: { learningRate: 0.01 } };

/** A model of each kind, of a size that takes a CPU some milliseconds a step. */
const models: readonly (Omit<Model, 'dtype' | 'optimizer'> & { readonly examples: number })[] = [
  {
    name: 'MLP 784-512-512-10',
    examples: 128,
    layer: nn.sequential(nn.linear(784, 512), relu, nn.linear(512, 512), relu, nn.linear(512, 10)),
    loss: nn.crossEntropy,
    batch: (_, n) => ({ x: real([n, 784]), y: whole([n], 10) }),
  },
  {
    name: 'CNN 32-64-64, 32 × 32 images',
    examples: 32,
    layer: nn.sequential(
      ...[nn.conv2d(3, 32, 3, { padding: 1 }), relu, nn.maxPool(2), nn.conv2d(32, 64, 3, { padding: 1 }), relu, nn.maxPool(2)],
      ...[nn.conv2d(64, 64, 3, { padding: 1 }), relu, nn.maxPool(2), nn.flatten(), nn.linear(1024, 10)],
    ),
    loss: nn.crossEntropy,
    batch: (_, n) => ({ x: real([n, 3, 32, 32]), y: whole([n], 10) }),
  },
  {
    name: 'Transformer, 2 blocks of 128, 64 tokens',
    examples: 16,
    layer: nn.sequential(nn.embedding(256, 128), nn.positionalEmbedding(64, 128), block, gelu, block, nn.linear(128, 256)),
    loss: nn.crossEntropy.with({ axis: -1 }),
    batch: (_, n) => ({ x: whole([n, 64], 256), y: whole([n, 64], 256) }),
  },
  {
    name: 'recommender, 110,000 × 64 table',
    examples: 1024,
    layer: nn.sequential(nn.embedding(110_000, 64), nn.flatten(), nn.linear(128, 64), silu, nn.linear(64, 1)),
    loss: nn.mse,
    batch: (_, n) => ({ x: whole([n, 2], 110_000), y: real([n, 1]) }),
  },
];

let port = 29500 + (process.pid % 1000);
async function milliseconds(folder: string, what: readonly string[], world: number): Promise<number> {
  port++;
  const ends = await Promise.all(
    Array.from({ length: world }, (_, rank) =>
      python(program, folder, [script, seconds, ...what], {
        ...{ RANK: String(rank), WORLD_SIZE: String(world), MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(port), PYTHONWARNINGS: 'ignore' },
      }),
    ),
  );
  const time = Number(/^[\d.]+$/m.exec(ends[0]!.text)?.[0]);
  if (ends.some(({ code }) => code !== 0) || !(time > 0)) throw new Error(ends.map(({ text }) => text).join('\n'));
  return time;
}

console.log(`${cpus().length} processors (${cpus()[0]!.model.trim()}), one thread a process, gloo; milliseconds, medians; float32, SGD`);
const heads = [
  'model',
  'examples',
  'MB of gradients',
  'Mflop/example',
  'Gflop/s',
  'alone',
  'half alone',
  'exchange',
  'predicted',
  'two',
  'gain',
];
console.log(`| ${heads.join(' | ')} |\n|${heads.map(() => ' --- |').join('')}`);
const { write, remove } = folders();
const wanted = process.env['MODELS']?.split(' ');
for (const { examples, ...model } of models.filter(({ name }) => wanted?.some((word) => name.includes(word)) ?? true)) {
  const { step, parameters, state, hyper, batches, module, record } = exported({ ...model, dtype: 'float32', optimizer: sgd }, 1, examples);
  const traced = trace(step, parameters, state, batches[0]!, hyper(0));
  const folder = write(model.name.replaceAll(/\W+/g, '-'), toPyTorch(traced, record(compile(step, { backend: wasm() })), { module }));
  const count = flatten<Tensor>(parameters as Tree<Tensor>).leaves.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const { operations } = workOf(traced);
  const alone = await milliseconds(folder, ['step'], 1);
  const half = await milliseconds(folder, ['half'], 1);
  const exchange = await milliseconds(folder, ['exchange', String(count)], 2);
  const two = await milliseconds(folder, ['step'], 2);
  const numbers = [(count * 4) / 1e6, operations / examples / 1e6, operations / alone / 1e6, alone, half, exchange, half + exchange, two];
  console.log(`| ${[model.name, examples, ...numbers.map((each) => each.toPrecision(3)), `${(alone / two).toFixed(2)}×`].join(' | ')} |`);
}
remove();
