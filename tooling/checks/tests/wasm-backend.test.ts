import { definePlugin } from '@chainrule/core';
import { compile, greater, hessian, hvp, logSoftmax, relu, softmax, svd, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { reference } from '@chainrule/program';
import { describe, expect, test } from 'vitest';
import { wasm } from '@chainrule/wasm';

const backend = wasm();
type Float = 'float32' | 'float64';

/** The largest error beside the largest of the expected numbers; NaN where only one of the two is not a number. */
function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [scale, error] = [1e-30, 0];
  for (let i = 0; i < expected.length; i++) if (Number.isFinite(expected[i])) scale = Math.max(scale, Math.abs(expected[i]!));
  for (let i = 0; i < expected.length; i++)
    if (!Object.is(actual[i], expected[i]) && actual[i] !== expected[i]) error = Math.max(error, Math.abs(actual[i]! - expected[i]!));
  return error / scale;
}

/** The function by this backend and by the reference. */
function expectSame(f: (...args: Tensor[]) => Tensor | readonly Tensor[], args: readonly Tensor[], tolerance: number): void {
  const [got, wanted] = [backend, reference].map((one) => [compile(f, { backend: one })(...args)].flat()) as [Tensor[], Tensor[]];
  wanted.forEach((want, i) => {
    expect(got[i]!.type).toEqual(want.type);
    expect(distance(got[i]!.dataSync(), want.dataSync())).toBeLessThanOrEqual(tolerance);
  });
}

const waves = (shape: readonly number[], dtype: Float): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * 1.7 + shape.length) * 2),
    { shape, dtype },
  );

describe.each<[Float, number]>([
  ['float32', 4e-7],
  ['float64', 1e-15],
])('%s', (dtype, epsilon) => {
  const t = (...shape: number[]): Tensor => waves(shape, dtype);

  test.each([[[]], [[1]], [[3]], [[4]], [[5]], [[17]], [[64]], [[3, 5]], [[4, 4, 3]], [[0]], [[2, 0]]])('formulas over %j', (shape) => {
    const x = t(...shape);
    expectSame((a) => a.mul(a).add(1).tanh().mul(a.exp()).sub(a.sin()), [x], 2 * epsilon);
    expectSame((a) => [a.cos(), a.abs().add(0.1).log(), greater(a, 0.5), a.maximum(0.3), relu(a), a.neg().sqrt()], [x], 2 * epsilon);
  });

  test('operands of other shapes are read again', () => {
    const f = (a: Tensor, b: Tensor): Tensor => a.add(b).mul(a.sub(b));
    for (const [a, b] of [
      [[3, 5], [5]],
      [
        [3, 5],
        [3, 1],
      ],
      [
        [3, 1, 4],
        [5, 1],
      ],
      [[2, 3], []],
      [
        [6, 1],
        [1, 7],
      ],
    ] as const)
      expectSame(f, [t(...a), t(...b)], epsilon);
  });

  test('transposed, sliced and reshaped operands are read where they lie', () => {
    expectSame((a) => a.transpose().mul(2), [t(7, 6)], epsilon);
    expectSame((a) => a.transpose([2, 0, 1]).reshape([10, 6]).add(1), [t(4, 5, 3)], epsilon);
    expectSame((a) => a.transpose().reshape([42]).broadcastTo([2, 42]).add(1), [t(7, 6)], epsilon);
  });

  test.each([[[1]], [[3]], [[4]], [[17]], [[200]], [[33, 5]], [[4, 14, 3]], [[2, 70]]])('reductions of %j', (shape) => {
    for (const axes of [shape.map((_, i) => i), [0], [shape.length - 1]]) {
      const x = t(...shape).add(2.5);
      expectSame(
        (a) => [a.sum(axes), a.mul(a).sum(axes), a.max(axes), a.exp().mean(axes).add(a.min(axes)), greater(a, 2.5).cast('int32').sum(axes)],
        [x],
        epsilon,
      );
    }
  });

  test('a sum of many is summed in more than its own precision', () => {
    const x = tensor(new Float32Array(200_000).fill(0.1), { dtype });
    expectSame((a) => a.sum(), [x], epsilon);
  });

  test.each([
    [1, 1, 1],
    [2, 3, 4],
    [6, 4, 8],
    [7, 5, 9],
    [13, 33, 17],
    [30, 270, 20],
    [200, 7, 30],
    [1, 9, 40],
    [30, 9, 1],
    [9, 17, 8],
    [194, 300, 24],
    [520, 6, 515],
  ])('products of %i × %i × %i', (m, k, n) => {
    // Single precision adds k products one by one, the reference in double precision.
    const tolerance = epsilon * Math.max(2, k / 8);
    expectSame((a, b) => a.matmul(b), [t(m, k), t(k, n)], tolerance);
    expectSame((a, b) => a.transpose().matmul(b), [t(k, m), t(k, n)], tolerance);
    expectSame((a, b) => a.matmul(b.transpose()), [t(m, k), t(n, k)], tolerance);
    expectSame((a, b) => a.transpose().matmul(b.transpose()), [t(k, m), t(n, k)], tolerance);
    expectSame((a, b) => a.matmul(b), [t(2, m, k), t(k, n)], tolerance);
    expectSame((a, b) => a.matmul(b), [t(2, m, k), t(2, k, n)], tolerance);
    expectSame((a, b) => a.transpose([0, 2, 1, 3]).matmul(b), [t(2, m, 2, k), t(2, 1, k, n)], tolerance);
    expectSame((a, b) => a.matmul(b).sum(0), [t(3, m, k), t(3, k, n)], tolerance * 3);
    expectSame((a, b) => a.matmul(b).transpose([0, 2, 1]).sum(0), [t(3, m, k), t(3, k, n)], tolerance * 3);
    expectSame((a, b) => a.matmul(b).transpose([1, 0, 2]).sum(1), [t(3, m, k), t(3, k, n)], tolerance * 3);
  });

  test('gradients, second derivatives, softmax', () => {
    const loss = (w: Tensor, x: Tensor, b: Tensor): Tensor => x.matmul(w).add(b).tanh().pow(2).mean();
    expectSame((w, x, b) => valueAndGrad(loss, { argnums: [0, 1, 2] })(w, x, b).flat(), [t(5, 7), t(9, 5), t(7)], 8 * epsilon);
    expectSame((x) => [softmax(x, -1), logSoftmax(x, 0)], [t(9, 10)], 2 * epsilon);
    const cubes = (x: Tensor): Tensor => x.mul(x).mul(x).sum();
    expectSame((x) => [hessian(cubes)(x), hvp(cubes)(x, x)], [t(6)], epsilon);
  });
});

describe('resident results', () => {
  const step = (state: { w: Tensor }, x: Tensor): [Tensor, { w: Tensor }] => {
    const [loss, slope] = valueAndGrad((w: Tensor) => x.matmul(w).tanh().sum())(state.w);
    return [loss, { w: state.w.sub(slope.mul(0.1)) }];
  };
  const x = waves([4, 3], 'float32');
  const losses = (options: Parameters<typeof compile>[1]): number[] => {
    const run = compile(step, options);
    let state = { w: waves([3, 5], 'float32') };
    return Array.from({ length: 6 }, () => {
      const [loss, next] = run(state, x);
      state = next;
      return loss.item();
    });
  };

  test('a state that goes round gives what the reference gives, donated or not', () => {
    const wanted = losses({ backend: reference });
    for (const options of [{ backend }, { backend, donate: [0] }])
      losses(options).forEach((loss, i) => expect(loss).toBeCloseTo(wanted[i]!, 4));
  });

  test('results that are kept keep their numbers, however often the program runs', () => {
    const double = compile((a: Tensor) => a.mul(2), { backend });
    const kept = [1, 2, 3, 4, 5].map((i) => double(tensor([i, -i])));
    expect(kept.map((a) => [...a.dataSync()])).toEqual([1, 2, 3, 4, 5].map((i) => [2 * i, -2 * i]));
  });

  test('a donated value says so when it is read', () => {
    const f = compile((a: Tensor) => a.mul(2), { backend, donate: [0] });
    const first = f(tensor([1, 2]));
    const second = f(first);
    expect(() => first.dataSync()).toThrow('handed over');
    expect([...second.dataSync()]).toEqual([4, 8]);
  });

  test('a refused call leaves what was donated as it was', () => {
    const f = compile((a: Tensor, rows: Tensor): [Tensor, Tensor] => [a.mul(2), a.add(1).take(rows)], { backend, donate: [0] });
    const value = compile((a: Tensor) => a.add(1), { backend })(tensor([1, 2]));
    expect(() => f(value, tensor(Int32Array.of(7)))).toThrow('out of range');
    expect([...value.dataSync()]).toEqual([2, 3]);
    expect(f(value, tensor(Int32Array.of(1))).map((a) => [...a.dataSync()])).toEqual([[4, 6], [4]]);
  });

  test('one value given twice, once donated', () => {
    const f = compile((a: Tensor, b: Tensor) => a.mul(3).sub(b), { backend, donate: [0] });
    const value = compile((a: Tensor) => a.add(1), { backend })(tensor([1, 2]));
    expect([...f(value, value).dataSync()]).toEqual([4, 6]);
  });

  test('an array given again is not copied again, another is', () => {
    const f = compile((a: Tensor, b: Tensor) => a.sub(b), { backend });
    const [a, b] = [tensor([1, 2]), tensor([5, 5])];
    expect([f(a, b), f(b, a), f(a, a), f(a, b)].map((c) => [...c.dataSync()])).toEqual([
      [-4, -3],
      [4, 3],
      [0, 0],
      [-4, -3],
    ]);
  });
});

test('the same bits every time', () => {
  const x = waves([50, 60], 'float32');
  const f = (a: Tensor): Tensor[] => [a.matmul(a.transpose()).tanh(), a.exp().sum(0), a.sin().sum()];
  const bits = (one: ReturnType<typeof wasm>): string =>
    compile(f, { backend: one })(x)
      .map((a) => a.dataSync().join())
      .join(';');
  expect(bits(wasm())).toBe(bits(wasm()));
});

test('explain tells what runs how', () => {
  const told: string[] = [];
  const telling = definePlugin('backend', 'telling', {
    compile: (...args: Parameters<typeof backend.compile>) => {
      const executable = backend.compile(...args);
      told.push(executable.explain());
      return executable;
    },
  });
  compile((a: Tensor) => svd(a.matmul(a).tanh().mul(2).add(a)).s, { backend: telling })(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  );
  expect(told[0]!.split('\n')).toEqual([
    'matmul [2, 2] × [2, 2]: one product of 2 × 2 × 2',
    '1 formula in one pass over [2, 2]',
    'svd: by its reference value',
  ]);
  const stack = tensor([1, 2, 3, 4, 5, 6, 7, 8], { shape: [2, 2, 2] });
  compile((a: Tensor) => a.matmul(a).tanh().sum(0), { backend: telling })(stack);
  compile((a: Tensor) => a.matmul(a).tanh().matmul(a), { backend: telling })(stack);
  expect(told[2]!.split('\n')[0]).toBe('matmul [2, 2, 2] × [2, 2, 2]: 2 products of 2 × 2 × 2, with 1 formula');
});

test('relaxed products are near the others', () => {
  const x = waves([40, 30], 'float32');
  const f = (a: Tensor): Tensor => a.matmul(a.transpose());
  const [exact, relaxed] = [wasm(), wasm({ relaxedSimd: true })].map((one) => compile(f, { backend: one })(x).dataSync()) as [
    Float32Array,
    Float32Array,
  ];
  expect(distance(relaxed, exact)).toBeLessThan(1e-6);
});
