// What a gradient costs beside the value alone, on the reference backend, at sizes where arithmetic dominates; what a step of a tiny
// network costs uncompiled; and how long a fresh Node takes to its first gradient. Every bound is checked; the short form only tells, since it runs where nobody knows what else runs.
import { key, normal } from '@chainrule/core';
import { conv2d, eye, logdet, scan, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';

const short = process.argv.includes('--short');
const draw = (name: number, shape: number[]): Tensor => tensor(normal(key(name), shape)).cast('float32');
const softmaxLog = (x: Tensor): Tensor => {
  const shifted = x.sub(x.max(-1, { keepDims: true }));
  return shifted.sub(shifted.exp().sum(-1, { keepDims: true }).log());
};

interface Case {
  readonly name: string;
  readonly f: (x: Tensor) => Tensor;
  readonly at: Tensor;
}

const features = draw(1, [512, 64]);
const labels = draw(2, [512, 1]).greater(0).cast('float32');
const images = draw(3, [64, 64]);
const weights = [draw(4, [64, 64]), draw(5, [64, 64]), draw(6, [64, 16])] as const;
const recurrent = draw(7, [32, 32]).mul(0.1);

const cases: Case[] = [
  { name: 'sum of squares', f: (x) => x.mul(x).sum(), at: draw(8, [100_000]) },
  {
    name: 'Rosenbrock',
    f: (x) => {
      const pairs = x.reshape([2, -1]);
      const [a, b] = [0, 1].map((i) => pairs.take(tensor([i], { dtype: 'int32' })));
      return b!.sub(a!.mul(a!)).pow(2).mul(100).add(a!.sub(1).pow(2)).sum();
    },
    at: draw(9, [40_000]),
  },
  {
    name: 'logistic loss',
    f: (w) => {
      const z = features.matmul(w);
      return z.maximum(0).sub(z.mul(labels)).add(z.abs().neg().exp().add(1).log()).mean();
    },
    at: draw(10, [64, 1]),
  },
  {
    name: 'softmax cross-entropy',
    f: (w) =>
      softmaxLog(features.matmul(w))
        .mul(softmaxLog(features.matmul(weights[2])).exp())
        .mean()
        .neg(),
    at: draw(11, [64, 16]),
  },
  {
    name: '3-layer tanh MLP',
    f: (w) => features.matmul(w).tanh().matmul(weights[1]).tanh().matmul(weights[2]).tanh().pow(2).mean(),
    at: weights[0],
  },
  {
    name: 'layer normalisation',
    f: (x) => {
      const centred = x.sub(x.mean(-1, { keepDims: true }));
      return centred
        .div(centred.mul(centred).mean(-1, { keepDims: true }).add(1e-5).sqrt())
        .mul(features)
        .sum();
    },
    at: draw(12, [512, 64]),
  },
  {
    name: 'attention',
    f: (x) => softmaxLog(x.matmul(weights[0]).matmul(x.transpose()).mul(0.125)).exp().matmul(x.matmul(weights[1])).pow(2).mean(),
    at: images,
  },
  {
    name: 'small convolution',
    f: (kernel) =>
      conv2d(draw(14, [4, 3, 16, 16]), kernel, { padding: 1 })
        .tanh()
        .pow(2)
        .mean(),
    at: draw(15, [8, 3, 3, 3]),
  },
  {
    name: 'log-determinant',
    f: (x) => logdet(x.matmul(x.transpose()).add(eye(64, { dtype: 'float64' }))),
    at: tensor(normal(key(16), [64, 64])),
  },
  {
    name: '100-step scan',
    f: (w) =>
      scan(
        (h: Tensor) => [h.matmul(w).tanh(), null],
        features
          .take(
            tensor(
              Array.from({ length: 32 }, (_, i) => i),
              { dtype: 'int32' },
            ),
          )
          .matmul(draw(13, [64, 32])),
        null,
        { length: 100 },
      )[0].sum(),
    at: recurrent,
  },
];

/** The best of many runs of both, taken in turns for so many milliseconds: other work on the machine only makes a run longer. */
function compare(value: () => void, both: () => void, budget: number): [number, number] {
  let [a, b] = [Infinity, Infinity];
  for (const end = performance.now() + budget; performance.now() < end;) {
    const start = performance.now();
    value();
    const middle = performance.now();
    both();
    [a, b] = [Math.min(a, middle - start), Math.min(b, performance.now() - middle)];
  }
  return [a, b];
}

let failed = 0;
const check = (text: string, measured: number, bound: number, unit: string): void => {
  const ok = measured <= bound;
  if (!ok && !short) failed++;
  console.log(`${text.padEnd(44)} ${measured.toFixed(2).padStart(9)} ${unit.padEnd(3)} (at most ${bound}) ${ok ? 'ok' : 'MISSED'}`);
};

for (const { name, f, at } of cases) {
  const both = valueAndGrad(f);
  const [value, gradient] = compare(
    () => f(at).item(),
    () => both(at)[1].dataSync(),
    short ? 400 : 2000,
  );
  check(`value and gradient over value: ${name}`, gradient / value, 4, '×');
}

const size = (shape: number[]): number => shape.reduce((a, b) => a * b, 1);
const init = (shape: number[]): Tensor => tensor(Array.from({ length: size(shape) }, (_, i) => Math.sin(i * 7 + 1) * 0.5)).reshape(shape);
const [x, y] = [init([10, 2]), init([10, 1])];
let parameters: Tensor[] = [[2, 8], [8], [8, 8], [8], [8, 1], [1]].map(init);
const loss = ([w1, b1, w2, b2, w3, b3]: Tensor[]): Tensor =>
  x.matmul(w1!).add(b1!).tanh().matmul(w2!).add(b2!).tanh().matmul(w3!).add(b3!).sub(y).pow(2).mean();
const step = valueAndGrad(loss);
let best = Infinity;
for (let round = 0; round < (short ? 10 : 40); round++) {
  const start = performance.now();
  for (let i = 0; i < 200; i++) {
    const [, gradient] = step(parameters);
    parameters = parameters.map((w, k) => w.sub(gradient[k]!.mul(0.05)));
  }
  best = Math.min(best, (performance.now() - start) * 5);
}
check('uncompiled step of a 2-8-8-1 network', best, 250, 'µs');
process.exitCode = failed === 0 ? 0 : 1;
