import * as t from '@chainrule/tensor';
import { tensor, type Tensor } from '@chainrule/tensor';
import { distinct, randomKey, real, regular, truth, whole, type Input } from './inputs.js';
import type { Results } from './compare.js';

/** An operation on samples: what it is called with, and whether its gradient is tested too. */
export interface Application {
  readonly name: string;
  readonly f: (...inputs: Tensor[]) => Tensor | Results;
  readonly inputs: readonly Input[];
  readonly gradient: boolean;
}

const entry = (name: string, f: Application['f'], inputs: readonly Input[], gradient = true): Application => ({
  name,
  f,
  inputs,
  gradient,
});
const fixed = (name: string, f: Application['f'], ...inputs: readonly Input[]): Application => entry(name, f, inputs, false);
const smooth = (name: string, f: Application['f'], ...inputs: readonly Input[]): Application => entry(name, f, inputs);

/** Symmetric and positive. */
const positive = (a: Tensor): Tensor => a.matmul(a.transpose()).add(t.diagonalFrom(tensor([1, 1, 1], { dtype: a.dtype as 'float32' })));

const movement = (): readonly Application[] => [
  smooth('reshape', (x) => x.reshape([4, 3]).add(1), real(2, 6)),
  smooth('transpose', (x) => x.transpose([2, 0, 1]), real(2, 3, 4)),
  smooth('transpose, then reshape', (x) => x.transpose().reshape([2, 6]), real(4, 3)),
  smooth('broadcast', (x) => x.broadcastTo([2, 3, 5]), real(3, 1)),
  smooth('concatenate', (a, b) => t.concatenate([a, b, a], 1), real(3, 4), real(3, 2)),
  smooth('slice', (x) => t.slice(x, [1, 4], [0, 6, 2]), real(5, 7)),
  smooth('slice backwards', (x) => t.flip(x), real(5, 3)),
  smooth(
    'embed (pad)',
    (x) =>
      t.pad(x, [
        [1, 2],
        [0, 3],
      ]),
    real(3, 5),
  ),
  smooth('stopGradient', (x) => t.stopGradient(x).mul(x), real(3)),
  smooth('cast to double precision', (x) => x.cast('float64').mul(3), real(3, 5)),
  fixed('cast to single precision', (x) => x.cast('float32'), real(3, 5)),
  fixed(
    'cast to integers and truth values',
    (x) => [x.cast('int32'), x.greater(0).cast('int32'), x.greater(0).cast(x.dtype), x.cast('bool')],
    real(3, 5),
  ),
  fixed('cast from integers', (x) => [x.cast('float32'), x.cast('float64'), x.cast('uint32'), x.cast('bool')], whole(9, 7)),
  fixed('arithmetic of integers', (a, b) => [a.add(b).mul(a).sub(b), a.maximum(b), a.neg().abs(), a.less(b)], whole(9, 2, 5), whole(9, 5)),
  smooth('where', (p, a, b) => p.where(a, b), truth(3, 4), real(3, 4), real(4)),
];

const reductions = (): readonly Application[] => [
  smooth('sum', (x) => [x.sum(), x.sum(0), x.sum(-1), x.sum([0, 2], { keepDims: true })], real(3, 4, 5)),
  smooth('sum of formulas', (x) => x.mul(x).tanh().sum(1), real(6, 17)),
  smooth('mean and variance', (x) => [x.mean(-1), t.variance(x, 0)], real(6, 9)),
  smooth('product', (x) => [t.product(x), t.product(x, 0)], real(3, 4)),
  smooth('extreme', (x) => [x.max(), x.max(0), t.min(x, -1), x.max([0, 2])], distinct(3, 4, 5)),
  fixed(
    'extreme of equal ones and of not-a-number',
    (x) => [x.max(0), t.argmax(x, 0), t.argmin(x, 0)],
    () =>
      tensor([
        [1, NaN, 2],
        [1, 3, NaN],
        [0, 3, 2],
      ]),
  ),
  fixed('argExtreme', (x) => [t.argmax(x, 0), t.argmax(x, -1), t.argmin(x, 1)], distinct(3, 4, 5)),
  fixed('argsort', (x) => [t.argsort(x, 0), t.argsort(x, -1), t.argsort(x, 1, { descending: true })], distinct(3, 4, 5)),
  smooth('sort and largest few', (x) => [t.sort(x, -1), t.topK(x, 3).values], distinct(3, 7)),
  smooth('cumulativeSum', (x) => [t.cumulativeSum(x, 0), t.cumulativeSum(x, -1)], real(5, 6)),
  smooth('cumulativeProduct', (x) => t.cumulativeProduct(x, -1), real(3, 5)),
  smooth('softmax and logSoftmax', (x) => [t.softmax(x, -1), t.logSoftmax(x, 0)], real(5, 9)),
  smooth('reductions of nothing', (x) => [x.sum(0), t.product(x, 0), x.sum()], real(0, 3)),
];

const products = (): readonly Application[] => [
  smooth('matmul', (a, b) => a.matmul(b), real(5, 7), real(7, 9)),
  smooth('matmul, transposed', (a, b) => [a.transpose().matmul(b), b.transpose().matmul(a)], real(7, 5), real(7, 9)),
  smooth('matmul, a stack by one matrix', (a, b) => a.matmul(b), real(3, 4, 5), real(5, 6)),
  smooth('matmul, stacks', (a, b) => a.matmul(b.transpose([0, 2, 1])), real(2, 4, 5), real(2, 6, 5)),
  smooth('matmul, row and column', (a, b) => [a.matmul(b), b.matmul(a)], real(1, 9), real(9, 1)),
  smooth('matmul, larger', (a, b) => a.matmul(b), real(40, 70), real(70, 33)),
  smooth('matmul of nothing', (a, b) => a.matmul(b), real(2, 0), real(0, 3)),
  smooth('einsum', (a, b) => t.einsum('bij,bkj->bik', a, b), real(2, 3, 4), real(2, 5, 4)),
  smooth('convolution', (x, w) => t.conv2d(x, w, { padding: 'same' }), real(2, 3, 6, 7), real(4, 3, 3, 3)),
  smooth(
    'convolution, strided, padded, dilated',
    (x, w) => t.conv2d(x, w, { stride: [2, 1], dilation: [1, 2], padding: 1 }),
    real(1, 2, 7, 8),
    real(3, 2, 3, 2),
  ),
  smooth('convolution in groups', (x, w) => t.conv2d(x, w, { groups: 2, padding: 1 }), real(2, 4, 5, 5), real(6, 2, 3, 3)),
  smooth(
    'convolution in one dimension, and transposed',
    (x, w) => [t.conv1d(x, w, { stride: 2 }), t.convTranspose1d(x, w.transpose([1, 0, 2]))],
    real(2, 3, 11),
    real(4, 3, 4),
  ),
  smooth('windowArgmax (maximum pooling)', (x) => [t.maxPool2d(x, 2), t.maxPool2d(x, 3, { stride: 2, padding: 1 })], distinct(2, 2, 6, 8)),
  smooth('average pooling', (x) => t.averagePool2d(x, 2, { padding: 1 }), real(2, 2, 6, 6)),
];

const indexing = (): readonly Application[] => [
  smooth('take and addRows', (x, i) => x.take(i), real(5, 7), whole(5, 4, 3)),
  smooth(
    'take and addRows, several tables',
    (x, i) => t.vmap((table: Tensor, rows: Tensor) => table.take(rows))(x, i),
    real(3, 5, 4),
    whole(5, 3, 6),
  ),
  smooth('takeAlong and addAlong', (x, i) => t.takeAlong(x, i, -1), real(3, 6), whole(6, 3, 4)),
  smooth('takeAlong and addAlong, first axis', (x, i) => t.takeAlong(x, i, 0), real(5, 4), whole(5, 2, 4)),
  smooth('scatterAdd', (x, i, u) => t.scatterAdd(x, i, u), real(5, 3), whole(5, 4), real(4, 3)),
  smooth('lastWriter (scatter)', (x, i, u) => t.scatter(x, i, u), real(5, 3), whole(5, 4), real(4, 3)),
  smooth('oneHot', (i, x) => t.oneHot(i, 5, { dtype: x.dtype as 'float32' }).matmul(x), whole(5, 2, 3), real(5, 2)),
  smooth(
    'dynamicSlice and dynamicUpdateSlice',
    (x, u, i) => [t.dynamicSlice(x, i, [2, 2]), t.dynamicUpdateSlice(x, u, i)],
    real(5, 6),
    real(2, 3),
    whole(3, 2),
  ),
];

const loops = (): readonly Application[] => [
  smooth(
    'scan',
    (h, xs, w) => t.scan((c: Tensor, x: Tensor) => [c.matmul(w).add(x).tanh(), c.sum()], h, xs).flat(),
    real(2, 3),
    real(5, 2, 3),
    real(3, 3),
  ),
  smooth(
    'scan backwards',
    (xs) =>
      t
        .scan((c: Tensor, x: Tensor) => [c.mul(0.5).add(x), c.sin()], tensor([0, 0, 0], { dtype: xs.dtype as 'float32' }), xs, {
          reverse: true,
        })
        .flat(),
    real(4, 3),
  ),
  smooth(
    'cond',
    (x) =>
      t.cond(
        x.sum().greater(0),
        (a: Tensor) => a.mul(a),
        (a: Tensor) => a.sin(),
        x,
      ),
    real(3, 3),
  ),
  fixed(
    'while',
    (x) =>
      t.whileLoop(
        (a: Tensor) => a.abs().sum().less(50),
        (a: Tensor) => a.mul(1.5),
        x,
      ),
    real(5),
  ),
  smooth('checkpoint and barrier', (x) => t.checkpoint((a: Tensor) => a.matmul(a).tanh())(x), real(3, 3)),
  smooth('recurrence', (x) => t.vmap((row: Tensor) => t.cumulativeProduct(row, 0))(x), real(3, 4)),
];

const randomness = (): readonly Application[] => [
  fixed('randomBits', (k) => [t.randomBits(k, 1), t.randomBits(k, 11)], randomKey),
  fixed(
    'splitKeys and foldInKeys',
    (k) => [t.splitKey(k, 3), t.foldInKey(k, 5), t.foldInKey(k, 'name'), t.foldInKey(k, tensor(Int32Array.of(-1, 4)))],
    randomKey,
  ),
  fixed('uniform', (k) => [t.uniform(k, [13]), t.uniform(k, [5], { dtype: 'float64' })], randomKey),
  fixed('randomNormal', (k) => [t.normal(k, [13]), t.normal(k, [5], { dtype: 'float64' })], randomKey),
];

const linearAlgebra = (): readonly Application[] => [
  smooth('cholesky', (a) => t.cholesky(positive(a)), real(3, 3)),
  smooth('factorize, solveFactored and triangle', (a, b) => [t.solve(a, b), t.tril(a), t.triu(a)], regular(4, 4), real(4, 2)),
  smooth('triangularSolve', (a, b) => t.triangularSolve(t.tril(a), b), regular(4, 4), real(4, 2)),
  smooth('determinant and logDeterminant', (a) => [t.det(a), t.logdet(positive(a))], regular(3, 3)),
  smooth('qr', (a) => Object.values(t.qr(a)), regular(3, 3)),
  smooth('eigh', (a) => t.eigh(a.add(a.transpose())).values, regular(3, 3)),
  smooth('svd', (a) => t.svd(a).s, regular(3, 3)),
  smooth('fourier', (x) => [t.fft(x), t.inverseFft(x)], real(3, 8, 2)),
];

/** Every operation that a program may name, on samples. */
export const applications = (): readonly Application[] => [
  ...movement(),
  ...reductions(),
  ...products(),
  ...indexing(),
  ...loops(),
  ...randomness(),
  ...linearAlgebra(),
];
