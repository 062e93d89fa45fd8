import * as t from '../index.js';
import type { Tensor } from '../index.js';
import type { Case } from './operations.js';

const half = (x: Tensor, at: number, size: number): Tensor => t.slice(x, ':', [at * size, (at + 1) * size]);
const row = (x: Tensor): Tensor => t.expandDims(x, 0);
const column = (x: Tensor): Tensor => t.expandDims(x, 1);
const erfGelu = (x: Tensor): Tensor => t.erf(x.div(Math.SQRT2)).add(1).mul(x).mul(0.5);
const identity = (x: Tensor, n: number): Tensor => t.eye(n, { dtype: x.dtype as 'float64' });
const zeros = (x: Tensor, n: number): Tensor => t.zeros([n], { dtype: x.dtype as 'float64' });
const counting = (x: Tensor, n: number): Tensor => t.arange(0, n, 1, { dtype: x.dtype as 'float64' });

/** The compositions of tooling/reference/tensor/compositions.py under the same names. */
export const compositions: Readonly<Record<string, Case>> = {
  'sum of squares': (x) => x.mul(x).sum(),
  Rosenbrock: (x) => {
    const [next, here] = [t.slice(x, [1]), t.slice(x, [0, -1])];
    return next.sub(here.mul(here)).pow(2).mul(100).add(here.neg().add(1).pow(2)).sum();
  },
  'logistic loss': (w, x, y) => t.log1p(y.neg().mul(x.matmul(w)).exp()).mean(),
  'softmax cross-entropy': (z, y) => t.takeAlong(t.logSoftmax(z), column(y), 1).mean().neg(),
  'tanh network of three layers': (x, w1, b1, w2, b2, w3) => x.matmul(w1).add(b1).tanh().matmul(w2).add(b2).tanh().matmul(w3).pow(2).mean(),
  'gelu network': (x, w, v) => erfGelu(x.matmul(w)).matmul(v).sum(0),
  'sigmoid network with binary cross-entropy': (x, w, y) => {
    const p = t.sigmoid(x.matmul(w));
    return y
      .mul(p.log())
      .add(y.neg().add(1).mul(t.log1p(p.neg())))
      .mean()
      .neg();
  },
  'convolutional network': (x, w, v) =>
    t.logSoftmax(
      t
        .maxPool2d(t.conv2d(x, w, { padding: 'same' }).tanh(), 2)
        .reshape([2, -1])
        .matmul(v),
    ),
  'depthwise-separable convolution': (x, w, v) => t.conv2d(t.conv2d(x, w, { padding: 'same', groups: 2 }), v),
  'dilated causal convolutions': (x, w, v) => t.conv1d(t.conv1d(x, w, { padding: [[1, 0]] }).tanh(), v, { padding: [[2, 0]], dilation: 2 }),
  'convolution and its adjoint': (x, w) => t.convTranspose1d(t.conv1d(x, w, { stride: 2 }), w, { stride: 2 }),
  'average pooling and softmax': (x) => t.softmax(t.averagePool2d(x, 2).reshape([2, 3])),
  'layer normalisation': (x, gain, bias) => {
    const off = x.sub(x.mean(-1, { keepDims: true }));
    return off
      .div(off.mul(off).mean(-1, { keepDims: true }).add(1e-5).sqrt())
      .mul(gain)
      .add(bias);
  },
  'batch normalisation': (x, g, b) => x.sub(x.mean(0)).div(t.variance(x, 0).add(1e-5).sqrt()).mul(g).add(b),
  'group normalisation': (x) => {
    const y = x.reshape([2, 2, 2, 3]);
    const keepDims = true;
    return y
      .sub(y.mean([2, 3], { keepDims }))
      .div(t.variance(y, [2, 3], { keepDims }).add(1e-5).sqrt())
      .reshape([2, 4, 3]);
  },
  'root mean square normalisation': (x, g) => x.div(x.mul(x).mean(-1, { keepDims: true }).add(1e-6).sqrt()).mul(g),
  attention: (q, k, v) => t.softmax(q.matmul(k.transpose()).div(Math.SQRT2)).matmul(v),
  'causal attention': (q, k, v) => {
    const mask = t.tril(t.ones([4, 4], { dtype: 'bool' }));
    return t.softmax(t.where(mask, q.matmul(k.transpose()), -1e9)).matmul(v);
  },
  'attention of several heads': (x, wq, wk, wv) => {
    const [q, k, v] = [wq, wk, wv].map((w) => t.einsum('ti,ihd->thd', x, w)) as [Tensor, Tensor, Tensor];
    return t.einsum('hqk,khd->qhd', t.softmax(t.einsum('qhd,khd->hqk', q, k)), v);
  },
  'embedding and mean': (table, i) => t.logSoftmax(table.take(i).mean(1)),
  'residual block': (x, w, v) => x.add(t.relu(x.matmul(w)).matmul(v)),
  'gated unit': (x, w, v) => t.sigmoid(x.matmul(w)).mul(x.matmul(v)),
  'long short-term memory cell': (x, h, c, w, u, b) => {
    const [i, f, g, o] = t.split(x.matmul(w).add(h.matmul(u)).add(b), 4, -1) as [Tensor, Tensor, Tensor, Tensor];
    const cell = t.sigmoid(f).mul(c).add(t.sigmoid(i).mul(g.tanh()));
    return [t.sigmoid(o).mul(cell.tanh()), cell];
  },
  'gated recurrent cell': (x, h, w, u) => {
    const [a, b] = [x.matmul(w), h.matmul(u)];
    const [r, z] = [0, 1].map((at) => t.sigmoid(half(a, at, 3).add(half(b, at, 3)))) as [Tensor, Tensor];
    return z
      .neg()
      .add(1)
      .mul(
        half(a, 2, 3)
          .add(r.mul(half(b, 2, 3)))
          .tanh(),
      )
      .add(z.mul(h));
  },
  'recurrent network by scan': (x, h, w, u) =>
    t.scan(
      (state: Tensor, input: Tensor) => {
        const next = row(input).matmul(w).add(row(state).matmul(u)).tanh().reshape([3]);
        return [next, next] as [Tensor, Tensor];
      },
      h,
      x,
    )[1],
  'Huber loss': (x) => t.where(x.abs().lessEqual(1), x.mul(x).mul(0.5), x.abs().sub(0.5)).mean(),
  'Kullback-Leibler divergence': (a, b) =>
    t
      .softmax(a)
      .mul(t.logSoftmax(a).sub(t.logSoftmax(b)))
      .sum(),
  'contrastive loss': (a, b) => {
    const [n, m] = [a, b].map((x) => x.div(t.norm(x, 1, { keepDims: true }))) as [Tensor, Tensor];
    return t
      .diagonal(t.logSoftmax(n.matmul(m.transpose()).div(0.5)))
      .mean()
      .neg();
  },
  'cosine similarity': (a, b) =>
    a
      .mul(b)
      .sum()
      .div(a.mul(a).sum().mul(b.mul(b).sum()).sqrt()),
  'mixture of Gaussians': (x, m, s, l) => t.logsumexp(t.logSoftmax(l).sub(column(x).sub(m).div(s.exp()).pow(2).mul(0.5)).sub(s), 1).sum(),
  'Gaussian log-likelihood': (x, a) => {
    const l = t.cholesky(a);
    return t.triangularSolve(l, x).pow(2).sum().mul(-0.5).sub(t.diagonal(l).log().sum());
  },
  'Gaussian process': (x, y, s) => {
    const k = column(x).sub(x).div(s).pow(2).neg().exp().add(identity(x, 4).mul(0.1));
    return y.transpose().matmul(t.solve(k, y)).sum().add(t.slogdet(k).logabsdet);
  },
  'log-determinant': (a) => t.logdet(a.matmul(a.transpose()).add(identity(a, 4))),
  'least squares': (x, y) => t.solve(x.transpose().matmul(x), x.transpose().matmul(y)),
  'ridge regression by singular values': (x, y) => {
    const { u, s, vt } = t.svd(x);
    return vt.transpose().matmul(column(s.div(s.mul(s).add(0.3))).mul(u.transpose().matmul(y)));
  },
  'nuclear norm': (a) => t.svd(a).s.sum(),
  'spectral norm': (a) => t.slice(t.svd(a).s, 0),
  'best approximation of rank one': (a) => {
    const { u, s, vt } = t.svd(a);
    return t.outer(t.slice(u, ':', 0), t.slice(vt, 0)).mul(t.slice(s, 0));
  },
  'exponential of a symmetric matrix': (a) => {
    const { values, vectors } = t.eigh(a);
    return vectors.mul(values.exp()).matmul(vectors.transpose());
  },
  'projection by qr': (a, b) => {
    const { q } = t.qr(a);
    return q.matmul(q.transpose().matmul(b));
  },
  "determinant of Vandermonde's matrix": (x) => t.det(column(x).pow(counting(x, 4))),
  'trace of the inverse': (a) => t.matrixTrace(t.inverse(a)),
  'power iteration': (a, x) => {
    let v = column(x);
    for (let i = 0; i < 5; i++) {
      v = a.matmul(v);
      v = v.div(t.norm(v));
    }
    return v.transpose().matmul(a).matmul(v).reshape([]);
  },
  "Newton's square root": (a) => {
    let x = a;
    for (let i = 0; i < 6; i++) x = x.add(a.div(x)).mul(0.5);
    return x;
  },
  'heat equation': (u, k) => {
    let now = u;
    for (let i = 0; i < 4; i++) now = now.add(k.mul(t.roll(now, 1).sub(now.mul(2)).add(t.roll(now, -1))));
    return now;
  },
  'harmonic oscillator': (q, p, k) => {
    let [place, momentum] = [q, p];
    for (let i = 0; i < 5; i++) {
      momentum = momentum.sub(k.mul(place).mul(0.05));
      place = place.add(momentum.mul(0.1));
      momentum = momentum.sub(k.mul(place).mul(0.05));
    }
    return [place, momentum];
  },
  "Horner's scheme": (c, x) => {
    const [c0, c1, c2, c3] = [0, 1, 2, 3].map((i) => t.slice(c, i)) as [Tensor, Tensor, Tensor, Tensor];
    return c3.mul(x).add(c2).mul(x).add(c1).mul(x).add(c0).sum();
  },
  'trapezoidal rule': (y, x) =>
    t
      .slice(y, [1])
      .add(t.slice(y, [0, -1]))
      .mul(t.slice(x, [1]).sub(t.slice(x, [0, -1])))
      .sum()
      .div(2),
  'bilinear form': (x, a, y) => t.einsum('i,ij,j->', x, a, y),
  'triple product': (a, x, y, z) => t.einsum('ijk,i,j,k->', a, x, y, z),
  covariance: (x) => {
    const y = x.sub(x.mean(0));
    return y.transpose().matmul(y).div(4);
  },
  'pairwise distances': (x) => t.expandDims(x, 1).sub(x).pow(2).sum(-1).add(0.01).sqrt(),
  'weighted order statistics': (x, w) => t.sort(x).mul(w).sum(),
  'sum of the largest': (x) => t.topK(x, 3).values.pow(2).sum(),
  'compound returns': (r) => {
    const worth = t.cumulativeProduct(r.div(10).add(1));
    return t.slice(worth, -1).sub(worth.max());
  },
  'discounted sums': (r, g) =>
    t
      .cumulativeSum(r.mul(g.pow(counting(r, 5))))
      .pow(2)
      .sum(),
  'weighted histogram': (w, i) => t.scatterAdd(zeros(w, 4), i, w.pow(2)).pow(2),
  'updates in place': (x, u) => t.scatter(x, [1, 2], u).sin(),
  'norm clipping': (g) => g.mul(t.minimum(t.norm(g).pow(-1), 1)),
  standardisation: (x) => x.sub(x.mean()).div(t.standardDeviation(x)),
  'power spectrum': (x) =>
    t
      .fft(t.stack([x, x.fill(0)], 1))
      .pow(2)
      .sum(1),
  autocorrelation: (x) => t.conv1d(x.reshape([1, 1, 6]), x.reshape([1, 1, 6]), { padding: 5 }).reshape([-1]),
  'learnt temperature': (z, s) => t.softmax(z.div(s.exp())).mul(z).sum(),
  'variational bound': (m, s, x) => s.mul(2).exp().add(m.mul(m)).sub(1).sub(s.mul(2)).mul(0.5).sum().add(x.sub(m.tanh()).pow(2).sum()),
};
