import * as t from '@chainrule/tensor';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { reference } from '@chainrule/program';
import { wasm } from '@chainrule/wasm';
import { describe, expect, test } from 'vitest';

const backend = wasm();
type Float = 'float32' | 'float64';

/** The same function by this backend and by the reference; numbers within so many units of the largest of them. */
export function expectSame(f: (...args: Tensor[]) => Tensor | readonly Tensor[], args: readonly Tensor[], tolerance: number): void {
  const [got, wanted] = [backend, reference].map((one) => [compile(f, { backend: one })(...args)].flat()) as [Tensor[], Tensor[]];
  wanted.forEach((want, k) => {
    expect(got[k]!.type).toEqual(want.type);
    const [a, b] = [got[k]!.dataSync(), want.dataSync()];
    let [scale, error] = [1e-30, 0];
    for (const x of b) if (Number.isFinite(x)) scale = Math.max(scale, Math.abs(x));
    for (let i = 0; i < b.length; i++) if (!Object.is(a[i], b[i]) && a[i] !== b[i]) error = Math.max(error, Math.abs(a[i]! - b[i]!));
    expect(error / scale).toBeLessThanOrEqual(tolerance);
  });
}

const numbers = (shape: readonly number[], dtype: Float): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * i * 0.37 + shape.length) * 2),
    { shape, dtype },
  );
const indices = (shape: readonly number[], below: number): Tensor =>
  tensor(
    Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i * 7 + 3) % below),
    { shape },
  );

/** The value and the gradients by all arguments, of a function made scalar by weights. */
const withGradients =
  (f: (...args: Tensor[]) => Tensor, count: number) =>
  (...args: Tensor[]): Tensor[] => {
    const scalar = (...x: Tensor[]): Tensor => {
      const y = f(...x);
      return y.sin().mul(y.add(0.3)).sum();
    };
    const [value, slopes] = t.valueAndGrad(scalar, { argnums: Array.from({ length: count }, (_, i) => i) })(...args);
    return [f(...args), value, ...slopes];
  };

describe.each<[Float, number]>([
  ['float32', 2e-5],
  ['float64', 1e-13],
])('%s', (dtype, tolerance) => {
  const x = (...shape: number[]): Tensor => numbers(shape, dtype);

  test.each([
    [[2, 3, 8, 9], [4, 3, 3, 3], { padding: 'same' }],
    [[1, 4, 7, 7], [6, 2, 3, 2], { groups: 2, stride: 2, padding: 1 }],
    [
      [2, 3, 9, 8],
      [5, 3, 2, 3],
      {
        stride: [2, 3],
        dilation: [2, 1],
        padding: [
          [1, 0],
          [2, 3],
        ],
      },
    ],
    [[3, 4, 5, 5], [6, 4, 1, 1], {}],
    [[2, 4, 6, 6], [4, 1, 3, 3], { groups: 4, padding: 1 }],
    [[1, 1, 4, 4], [1, 1, 4, 4], {}],
  ] as const)('convolution of %j with %j %j', (inputs, kernels, options) => {
    const f = withGradients((a, w) => t.conv2d(a, w, options), 2);
    expectSame(f, [x(...inputs), x(...kernels)], tolerance);
  });
  test('convolution in one dimension, and transposed', () => {
    expectSame(
      withGradients((a, w) => t.conv1d(a, w, { padding: 2, stride: 2 }), 2),
      [x(2, 3, 11), x(4, 3, 4)],
      tolerance,
    );
    expectSame(
      withGradients((a, w) => t.convTranspose2d(a, w, { stride: 2, padding: 1 }), 2),
      [x(2, 3, 5, 4), x(3, 2, 3, 3)],
      tolerance,
    );
  });
  test('pooling', () => {
    expectSame(
      withGradients((a) => t.maxPool2d(a, 2), 1),
      [x(2, 3, 6, 8)],
      tolerance,
    );
    expectSame(
      withGradients((a) => t.maxPool2d(a, 3, { stride: 2, padding: 1 }), 1),
      [x(2, 2, 7, 7)],
      tolerance,
    );
    expectSame(
      withGradients((a) => t.averagePool2d(a, 2, { padding: 1 }), 1),
      [x(2, 2, 6, 6)],
      tolerance,
    );
  });
  test('rows, elements along axes, slices', () => {
    expectSame((a) => withGradients((b) => b.take(indices([4, 3], 5)), 1)(a), [x(5, 7)], tolerance);
    expectSame((a) => withGradients((b) => t.takeAlong(b, indices([3, 4], 6), -1), 1)(a), [x(3, 6)], tolerance);
    expectSame((a) => withGradients((b) => t.takeAlong(b, indices([2, 4], 3), 0), 1)(a), [x(3, 4)], tolerance);
    expectSame(
      withGradients((a) => t.slice(a, [1, 4], [0, 6, 2]), 1),
      [x(5, 7)],
      tolerance,
    );
    expectSame(
      withGradients((a) => t.flip(a), 1),
      [x(5, 7)],
      tolerance,
    );
    expectSame(
      withGradients((a, b) => t.concatenate([a, b, a], 1), 2),
      [x(3, 4), x(3, 2)],
      tolerance,
    );
    expectSame(
      withGradients(
        (a) =>
          t.pad(a, [
            [1, 2],
            [0, 3],
          ]),
        1,
      ),
      [x(3, 5)],
      tolerance,
    );
  });
  test('largest and smallest along axes, with their gradients; one-hot rows', () => {
    for (const axes of [[0], [1], [0, 2], [2]])
      expectSame(
        withGradients((a) => a.max(axes).add(a.min(axes, { keepDims: false })), 1),
        [x(3, 4, 5)],
        tolerance,
      );
    expectSame(
      withGradients((a) => a.transpose().max(0), 1),
      [x(3, 4)],
      tolerance,
    );
    expectSame((a) => t.oneHot(indices([2, 3], 5), 5, { dtype }).matmul(a), [x(5, 2)], tolerance);
  });
  test('casts', () => {
    expectSame(
      (a) => [
        a.cast('float64'),
        a.cast('float32'),
        a.cast('int32'),
        t.greater(a, 0).cast(dtype),
        t.greater(a, 0).cast('int32'),
        a.cast('int32').cast(dtype),
      ],
      [x(3, 7)],
      tolerance,
    );
  });
  test('formulas on the rows of a product', () => {
    const layer = (a: Tensor, w: Tensor, bias: Tensor): Tensor => a.matmul(w).add(bias).tanh();
    for (const [m, k, n] of [
      [3, 4, 5],
      [130, 20, 300],
      [61, 600, 7],
      [190, 9, 513],
    ] as const) {
      // Weights as a network has them, so that sums stay where tanh is not flat.
      const [a, w, bias] = [x(m, k), x(k, n).mul(k ** -0.5), x(n)];
      expectSame((p, q, r) => layer(p, q, r).mul(0.5).sum(0), [a, w, bias], tolerance);
      expectSame(
        (p, q, r) =>
          t.valueAndGrad((u: Tensor) =>
            layer(p, u, r)
              .mul(layer(p, u, r))
              .mean(),
          )(q),
        [a, w, bias],
        tolerance,
      );
      // The product is wanted by others too; a residual; truth values.
      expectSame(
        (p, q, r) => {
          const product = p.matmul(q);
          const positive = product.add(r).greater(0);
          return [
            product.sum(1),
            product.mul(2).add(product).sum(1),
            positive.where(product.add(product.sin()), r).sum(0),
            positive.cast('int32').sum(),
          ];
        },
        [a, w, bias],
        tolerance * 4,
      );
    }
    // Products of a batch, with what is the same for all and what is not.
    expectSame(
      (q, k, mask) =>
        t
          .softmax(
            q
              .matmul(k.transpose([0, 1, 3, 2]))
              .mul(0.3)
              .add(mask),
            -1,
          )
          .sum(0),
      [x(3, 2, 9, 5), x(3, 2, 7, 5), x(9, 7)],
      tolerance,
    );
  });
  test('layers of a network', () => {
    expectSame(
      withGradients((a) => t.softmax(a, -1), 1),
      [x(4, 9)],
      tolerance,
    );
    expectSame(
      withGradients((a) => t.logSoftmax(a, 0), 1),
      [x(4, 9)],
      tolerance,
    );
    const norm = (a: Tensor): Tensor => {
      const c = a.sub(a.mean(-1, { keepDims: true }));
      return c.div(c.mul(c).mean(-1, { keepDims: true }).add(1e-5).sqrt());
    };
    expectSame(withGradients(norm, 1), [x(6, 10)], tolerance * 10);
    expectSame(
      withGradients((q, k, v) => t.softmax(q.matmul(k.transpose([0, 2, 1])), -1).matmul(v), 3),
      [x(2, 5, 4), x(2, 6, 4), x(2, 6, 3)],
      tolerance,
    );
    expectSame(
      withGradients((a) => t.vmap((row: Tensor) => row.mul(row).sum().exp().mul(0.01))(a), 1),
      [x(4, 3)],
      tolerance,
    );
  });
  test('what there is no code for', () => {
    expectSame((a) => [t.svd(a).s, t.det(a.matmul(a.transpose())), a.cast('bool').cast(dtype)], [x(3, 8)], tolerance * 10);
  });
});

test('an index out of range is refused as by the reference', () => {
  expect(() => compile((i: Tensor) => t.oneHot(i, 3), { backend })(tensor(Int32Array.of(1, 3)))).toThrow('index 3 is out of range');
  const f = (a: Tensor, i: Tensor): Tensor => a.take(i);
  for (const bad of [
    [0, 5],
    [-1, 0],
  ])
    expect(() => compile(f, { backend })(numbers([5, 2], 'float32'), tensor(Int32Array.from(bad)))).toThrow(/index (5|-1) is out of range/);
});
