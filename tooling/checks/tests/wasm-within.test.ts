import { definePlugin, or, sigmoid } from '@chainrule/core';
import { reference, type Backend } from '@chainrule/program';
import * as t from '@chainrule/tensor';
import { checkpoint, compile, cond, scan, tensor, valueAndGrad, vmap, whileLoop, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { describe, expect, test } from 'vitest';

type Floats = 'float32' | 'float64';

/** What the last program compiled by this backend says of itself. */
let told = '';
const backend: Backend = ((inner) =>
  definePlugin('backend', 'telling', {
    compile: (...args: Parameters<Backend['compile']>) => {
      const executable = inner.compile(...args);
      told = executable.explain();
      return executable;
    },
  }))(wasm());

/** The function by this backend, with nothing by reference, and by the reference. */
function expectSame(f: (...args: Tensor[]) => readonly Tensor[], args: readonly Tensor[], tolerance: number): void {
  const got = compile(f, { backend })(...args);
  expect(told).not.toContain('by its reference');
  compile(f, { backend: reference })(...args).forEach((want, k) => {
    expect(got[k]!.type).toEqual(want.type);
    const [a, b] = [got[k]!.dataSync(), want.dataSync()];
    const scale = Math.max(1e-30, ...Array.from(b, Math.abs));
    b.forEach((x, i) => {
      expect(Math.abs(a[i]! - x) / scale, `result ${k}, element ${i}`).toBeLessThanOrEqual(tolerance);
    });
  });
}

const numbers = (shape: readonly number[], dtype: Floats, seed = 1): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * i * 0.37 + seed)),
    { shape, dtype },
  );

describe.each<[Floats, number]>([
  ['float32', 2e-6],
  ['float64', 1e-14],
])('%s', (dtype, tolerance) => {
  const x = (...shape: number[]): Tensor => numbers(shape, dtype);

  test.each([
    [1, 3, 5],
    [2, 4, 8],
    [3, 1, 1],
  ])('a recurrent network and its gradients, batch %i, %i inputs, %i hidden', (batch, inputs, hidden) => {
    const gate = (xt: Tensor, h: Tensor, wx: Tensor, wh: Tensor): Tensor => xt.matmul(wx).add(h.matmul(wh));
    const gru = (xs: Tensor, wr: Tensor, wz: Tensor, ur: Tensor, uz: Tensor, h0: Tensor): Tensor => {
      const [last, all] = scan(
        (h: Tensor, xt: Tensor) => {
          const [r, z] = [gate(xt, h, wr, ur).apply(sigmoid), gate(xt, h, wz, uz).apply(sigmoid)];
          const next = z.mul(h).add(
            z
              .neg()
              .add(1)
              .mul(gate(xt, r.mul(h), wz, ur).tanh()),
          );
          return [next, next.mul(2)];
        },
        h0,
        xs,
      );
      return last.sum().add(all.mul(all).sum());
    };
    const slopes = valueAndGrad(gru, { argnums: [0, 1, 2, 3, 4, 5] });
    expectSame(
      (...args) => slopes(...(args as Parameters<typeof gru>)).flat(),
      [x(7, batch, inputs), x(inputs, hidden), x(inputs, hidden), x(hidden, hidden), x(hidden, hidden), x(batch, hidden)],
      tolerance * 20,
    );
  });

  test('a scan backwards, of no rounds, within another, and batched', () => {
    const running = (xs: Tensor, options = {}): [Tensor, Tensor] =>
      scan((sum: Tensor, a: Tensor) => [sum.mul(0.5).add(a), sum.add(a.sin())], tensor(Array<number>(3).fill(1), { dtype }), xs, options);
    expectSame((xs) => running(xs, { reverse: true }), [x(5, 3)], tolerance);
    expectSame((xs) => running(xs), [x(0, 3)], tolerance);
    expectSame(
      (xs) => [scan((total: Tensor, rows: Tensor) => [total.add(running(rows)[0]), total.sum()], x(3), xs)].flat(),
      [x(4, 5, 3)],
      tolerance,
    );
    expectSame((xs) => [vmap((rows: Tensor) => running(rows)[1])(xs)], [x(2, 5, 3)], tolerance);
  });

  test('truth values go round too, in odd numbers', () => {
    expectSame(
      (xs) =>
        scan(
          (seen: Tensor, row: Tensor) => [seen.apply(or, row.greater(0.5)), row.greater(0.5)],
          tensor([0, 0, 0, 1, 0], { dtype: 'bool' }),
          xs,
          { reverse: true },
        ),
      [x(6, 5)],
      0,
    );
  });

  test('a choice and its gradient; a loop that ends when it must; a checkpoint', () => {
    const chosen = (p: Tensor, a: Tensor): Tensor =>
      cond(
        p.greater(0),
        (b: Tensor) => b.matmul(b).sin(),
        (b: Tensor) => b.mul(a.sum()),
        a,
      ).sum();
    for (const p of [1, -1, NaN])
      expectSame((a) => valueAndGrad((b: Tensor) => chosen(tensor(p, { dtype }), b))(a), [x(3, 3)], tolerance * 4);
    expectSame(
      (a) => [
        whileLoop(
          (b: Tensor) => b.sum().less(100),
          (b: Tensor) => b.mul(1.5).add(a.abs()),
          a,
        ),
      ],
      [x(5)],
      tolerance * 4,
    );
    expectSame(
      (a) => [
        whileLoop(
          (b: Tensor) => b.sum().less(-100),
          (b: Tensor) => b.mul(1.5),
          a,
        ),
      ],
      [x(5)],
      0,
    );
    const block = checkpoint((a: Tensor) => a.matmul(a).tanh());
    expectSame((a) => [block(a), ...valueAndGrad((b: Tensor) => block(block(b)).sum())(a)], [x(3, 3)], tolerance * 4);
  });

  test('constants and what has no code within a loop', () => {
    const f = (a: Tensor): Tensor[] =>
      scan((c: Tensor, row: Tensor) => [c.add(t.svd(row.reshape([1, 3])).s), c.mul(tensor([1, 2, 3], { dtype }))], x(3), a).flat();
    const [got, want] = [backend, reference].map((one) => compile(f, { backend: one })(x(4, 3)).map((b) => [...b.dataSync()]));
    expect(told.split('\n').filter((line) => line.startsWith('  svd'))).toEqual(['  svd: by its reference value']);
    got!.flat().forEach((a, i) => {
      expect(a).toBeCloseTo(want!.flat()[i]!, 5);
    });
  });
});

test('an index out of range in some round is refused, and what was donated stays', () => {
  const f = compile(
    (table: Tensor, rows: Tensor): [Tensor, Tensor] => [
      table.mul(2),
      scan((sum: Tensor, i: Tensor) => [sum.add(table.take(i)), sum], tensor(0), rows)[0],
    ],
    {
      backend,
      donate: [0],
    },
  );
  const table = compile((a: Tensor) => a.add(1), { backend })(tensor([1, 2, 3]));
  expect(() => f(table, tensor(Int32Array.of(0, 1, 3)))).toThrow('index 3 is out of range');
  expect([...table.dataSync()]).toEqual([2, 3, 4]);
  expect(f(table, tensor(Int32Array.of(0, 1, 2)))[1].item()).toBe(9);
});
