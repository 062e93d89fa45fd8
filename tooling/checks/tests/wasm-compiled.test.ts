import { definePlugin } from '@chainrule/core';
import { reference } from '@chainrule/program';
import { testBackend } from '@chainrule/testing';
import * as t from '@chainrule/tensor';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const backend = wasm();

/** What a function's program says that it does by reference values. */
const referred = (text: string): string[] => [...text.matchAll(/(\w+): by its reference value/g)].map(([, name]) => name!);

test('what of all operations runs by its reference value', () => {
  const found = new Set<string>();
  const watched = definePlugin('backend', 'watched', {
    compile: (...given: Parameters<typeof backend.compile>) => {
      const made = backend.compile(...given);
      for (const name of referred(made.explain())) found.add(name);
      return made;
    },
  });
  for (const { run } of testBackend(watched, { programs: 1 })) run();
  // Casts to integers and truth values, products of nothing, and factorisations that iterate or are rarely wanted.
  expect([...found].sort()).toEqual(['cast', 'cofactors', 'determinant', 'eigh', 'logDeterminant', 'matmul', 'qr', 'svd']);
});

/** The same numbers as the reference, and none by its reference values. */
function expectCompiled(f: (...args: Tensor[]) => Tensor | readonly Tensor[], args: readonly Tensor[], tolerance: number): void {
  const told: string[] = [];
  const watched = definePlugin('backend', 'watched', {
    compile: (...given: Parameters<typeof backend.compile>) => {
      const made = backend.compile(...given);
      told.push(...referred(made.explain()));
      return made;
    },
  });
  const [got, wanted] = [watched, reference].map((one) => [compile(f, { backend: one })(...args)].flat()) as [Tensor[], Tensor[]];
  expect(told).toEqual([]);
  wanted.forEach((want, k) => {
    expect(got[k]!.type).toEqual(want.type);
    const [a, b] = [got[k]!.dataSync(), want.dataSync()];
    let scale = 1e-30;
    for (const x of b) if (Number.isFinite(x)) scale = Math.max(scale, Math.abs(x));
    for (let i = 0; i < b.length; i++)
      if (!Object.is(a[i], b[i]) && a[i] !== b[i]) expect(Math.abs(a[i]! - b[i]!) / scale).toBeLessThanOrEqual(tolerance);
  });
}

type Float = 'float32' | 'float64';
const floats = fc.constantFrom<Float>('float32', 'float64');
const toleranceOf = (dtype: Float): number => (dtype === 'float32' ? 3e-6 : 1e-13);

/** Few different numbers, so that there are equal ones, with zeros of both signs, infinities and not-a-numbers among them. */
const awkward = fc.constantFrom(0, -0, 1, -1, 2.5, 3, -7, Infinity, -Infinity, NaN);
const matrixOf = (numbers: fc.Arbitrary<number>): fc.Arbitrary<{ rows: number; columns: number; data: number[] }> =>
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }))
    .chain(([rows, columns]) =>
      fc.array(numbers, { minLength: rows * columns, maxLength: rows * columns }).map((data) => ({ rows, columns, data })),
    );

test('orders and places of extremes, of equal numbers and of not-a-numbers too', () => {
  fc.assert(
    fc.property(matrixOf(awkward), floats, fc.boolean(), ({ rows, columns, data }, dtype, descending) => {
      const x = tensor(data, { shape: [rows, columns], dtype });
      expectCompiled(
        (a) => [
          t.argsort(a, 1, { descending }),
          t.argsort(a, 0, { descending }),
          t.argsort(a.transpose(), 0, { descending }),
          t.argmax(a, 1),
          t.argmin(a, 0),
          t.argmax(a.transpose(), 0),
        ],
        [x],
        0,
      );
    }),
  );
  const whole = tensor(Int32Array.of(3, -1, 3, 2 ** 31 - 1, -(2 ** 31), 0));
  expectCompiled((a) => [t.argsort(a, 0), t.argmax(a, 0), t.argmin(a, 0), t.argsort(a.greater(0), 0)], [whole], 0);
  const natural = tensor(Uint32Array.of(3, 2 ** 32 - 1, 0, 2 ** 31));
  expectCompiled((a) => [t.argsort(a, 0), t.argmax(a, 0)], [natural], 0);
});

test('running sums, products and recurrences, along any axis and backwards', () => {
  fc.assert(
    fc.property(
      matrixOf(fc.double({ min: -1.5, max: 1.5, noNaN: true })),
      floats,
      fc.nat(1),
      fc.boolean(),
      ({ rows, columns, data }, dtype, axis, reverse) => {
        const x = tensor(data, { shape: [rows, columns], dtype });
        const f = (a: Tensor): Tensor[] => [
          t.cumulativeSum(a, axis, { reverse }),
          t.cumulativeProduct(a, axis, { reverse }),
          t.cumulativeSum(a.transpose(), axis, { reverse }),
          t.grad((b: Tensor) => t.cumulativeProduct(b, axis, { reverse }).sin().sum())(a),
          t.cumulativeSum(a.greater(0), axis),
          t.cumulativeSum(tensor(Int32Array.of(2 ** 31 - 1, 5, -3)), 0, { reverse }),
        ];
        expectCompiled(f, [x], toleranceOf(dtype));
      },
    ),
    { numRuns: 30 },
  );
});

test('maximum pooling with padding', () => {
  const x = tensor(
    Array.from({ length: 2 * 3 * 7 * 8 }, (_, i) => (i % 29 === 3 ? NaN : Math.sin(i * i * 0.37) - 2)),
    { shape: [2, 3, 7, 8] },
  );
  for (const [window, stride, padding] of [
    [3, 2, 1],
    [2, 1, 1],
    [
      [3, 2],
      [2, 3],
      [1, 0],
    ],
    [[1, 5], 1, [0, 2]],
  ] as const) {
    const pooled = (a: Tensor): Tensor => t.maxPool2d(a, window, { stride, padding });
    expectCompiled((a) => [pooled(a), t.grad((b: Tensor) => pooled(b).sin().sum())(a)], [x], 1e-6);
  }
});

const waves = (shape: readonly number[], dtype: Float, seed = 0): Tensor =>
  tensor(
    Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => Math.sin(seed + i * i * 0.37 + i) * 2),
    { shape, dtype },
  );
const places = (shape: readonly number[], below: number, seed = 3): Tensor =>
  tensor(
    Int32Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => (i * 7 + seed) % below),
    { shape },
  );

test.each<Float>(['float32', 'float64'])('rows, blocks and elements at places that tensors say, %s', (dtype) => {
  const tolerance = toleranceOf(dtype);
  const x = waves([4, 5, 6], dtype);
  const grads =
    (f: (a: Tensor) => Tensor) =>
    (a: Tensor): Tensor[] => [f(a), t.grad((b: Tensor) => f(b).sin().sum())(a)];
  const each = (a: Tensor, i: Tensor): Tensor => t.vmap((table: Tensor, rows: Tensor) => table.take(rows))(a, i);
  expectCompiled(
    grads((a) => each(a, places([4, 3], 5))),
    [x],
    tolerance,
  );
  expectCompiled(
    grads((a) => t.vmap((rows: Tensor) => a.take(rows))(places([2, 3], 4))),
    [x],
    tolerance,
  );
  expectCompiled(
    grads((a) => t.vmap((b: Tensor) => b.take(places([7], 5)))(a)),
    [x],
    tolerance,
  );
  for (const axis of [0, 1, 2])
    expectCompiled(
      grads((a) => t.takeAlong(a, places([4, 5, 6].with(axis, 3), 4), axis)),
      [x],
      tolerance,
    );
  expectCompiled(
    grads((a) => t.takeAlong(a, places([1, 5, 2], 4), 2)),
    [x],
    tolerance,
  );
  expectCompiled((a) => t.takeAlong(a.greater(0), places([4, 5, 2], 6), 2), [x], 0);
  expectCompiled(
    grads((a) => t.dynamicSlice(a, tensor(Int32Array.of(1, 2)), [3, 2])),
    [x],
    tolerance,
  );
  expectCompiled(
    grads((a) => t.dynamicSlice(a.transpose(), tensor(Int32Array.of(1, 2, 0)), [3, 2, 1])),
    [x],
    tolerance,
  );
  expectCompiled(
    grads((a) => t.vmap((b: Tensor, i: Tensor) => t.dynamicSlice(b, i, [2, 3]))(a, places([4, 2], 3))),
    [x],
    tolerance,
  );
  expectCompiled(
    (a) =>
      t
        .valueAndGrad(
          (b: Tensor, u: Tensor) =>
            t
              .dynamicUpdateSlice(b, u, tensor(Int32Array.of(1, 2)))
              .sin()
              .sum(),
          { argnums: [0, 1] },
        )(a, waves([2, 3, 6], dtype, 5))
        .flat(),
    [x],
    tolerance,
  );
  expectCompiled(
    (a) => t.vmap((b: Tensor, u: Tensor, i: Tensor) => t.dynamicUpdateSlice(b, u, i))(a, waves([4, 2, 2], dtype, 5), places([4, 2], 4)),
    [x],
    tolerance,
  );
  expectCompiled((a) => t.scatter(a, places([3], 4), waves([3, 5, 6], dtype, 1)), [x], tolerance);
});

test('a place that is not inside is refused as by the reference', () => {
  const block = compile((x: Tensor, i: Tensor) => t.dynamicSlice(x, i, [2, 2]), { backend });
  const update = compile((x: Tensor, i: Tensor) => t.dynamicUpdateSlice(x, x.mul(0).sum([0, 1], { keepDims: true }), i), { backend });
  const along = compile((x: Tensor, i: Tensor) => t.takeAlong(x, i, 1), { backend });
  const x = waves([3, 4], 'float32');
  expect(block(x, tensor(Int32Array.of(1, 2))).shape).toEqual([2, 2]);
  for (const bad of [
    [2, 0],
    [0, 3],
    [-1, 0],
  ])
    expect(() => block(x, tensor(Int32Array.from(bad)))).toThrow('is not inside axis');
  expect(() => update(x, tensor(Int32Array.of(3, 0)))).toThrow('is not inside axis');
  expect(() => along(x, tensor(Int32Array.of(0, 4, 1), { shape: [3, 1] }))).toThrow('index 4 is out of range');
});

test('linear algebra of stacks, of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), fc.nat(50), floats, (n, width, seed, dtype) => {
      // Well-conditioned, but not so that the rows need no exchange.
      const a = waves([3, n, n], dtype, seed).add(t.flip(t.diagonalFrom(tensor(Array<number>(n).fill(2 * n + 2), { dtype })), 0));
      const b = waves([n, width], dtype, seed + 1);
      const f = (m: Tensor, right: Tensor): Tensor[] => {
        const positive = m.matmul(m.transpose([0, 2, 1]));
        return [
          t.solve(m, right),
          t.grad((p: Tensor) => t.solve(p, right).sin().sum())(m),
          t.cholesky(positive),
          t.triangularSolve(
            t.tril(m).add(
              t.diagonalFrom(
                right
                  .mul(0)
                  .sum(1)
                  .add(9 * n),
              ),
            ),
            right,
          ),
          t.triangularSolve(
            t.triu(m, 0).add(
              t.diagonalFrom(
                right
                  .mul(0)
                  .sum(1)
                  .add(9 * n),
              ),
            ),
            right,
            { upper: true, transposed: true },
          ),
          t.tril(m, -1),
          t.triu(m, 1),
          t.tril(m, n + 2),
        ];
      };
      expectCompiled(f, [a, b], toleranceOf(dtype) * 20);
    }),
    { numRuns: 40 },
  );
});

test('a singular matrix, and one that is not positive definite, are refused as by the reference', () => {
  const singular = tensor([
    [1, 2],
    [2, 4],
  ]);
  const one = tensor([[1], [1]]);
  expect(() => compile((a: Tensor) => t.solve(a, one), { backend })(singular)).toThrow('the matrix is singular: pivot 1 of 2 is 0');
  expect(() => compile((a: Tensor) => t.cholesky(a), { backend })(singular.neg())).toThrow('not positive definite: pivot 0 of 2 is -1');
});

test('Fourier transforms of any length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 3 }), floats, (n, lines, dtype) => {
      const x = waves([lines, n, 2], dtype);
      expectCompiled((a) => [t.fft(a), t.inverseFft(a), t.grad((b: Tensor) => t.fft(b).sin().sum())(a)], [x], toleranceOf(dtype));
    }),
    { numRuns: 50 },
  );
});
