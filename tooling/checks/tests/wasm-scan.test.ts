import { definePlugin } from '@chainrule/core';
import { reference, type Executable } from '@chainrule/program';
import { compile, grad, scan, sort, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const backend = wasm();
const waves = (shape: readonly number[], seed: number): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => Math.sin(seed + 1.3 * i * i)),
    { shape, dtype: 'float64' },
  );

/** The function by this backend, without asking for reference values, and by the reference. */
function expectSame(f: (...args: Tensor[]) => readonly Tensor[], args: readonly Tensor[]): void {
  const [got, wanted] = [backend, reference].map((one) => compile(f, { backend: one })(...args)) as [Tensor[], Tensor[]];
  wanted.forEach((want, i) => {
    expect(got[i]!.type).toEqual(want.type);
    const [a, b] = [got[i]!.dataSync(), want.dataSync()];
    for (let at = 0; at < b.length; at++) expect(Math.abs(a[at]! - b[at]!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(b[at]!)));
  });
}

/** Carries that the body writes over in place, that it reads once more, that change places, and that it leaves alone; slices of odd sizes. */
const rounds = (length: number, reverse: boolean) => (a: Tensor, b: Tensor, c: Tensor, xs: Tensor, ys: Tensor) => {
  const body = (carry: readonly Tensor[], x: Record<string, Tensor>): readonly [readonly Tensor[], readonly Tensor[]] => {
    const [p, q, r, still] = carry as [Tensor, Tensor, Tensor, Tensor];
    const next = p.mul(0.9).add(x['x']!.sum());
    return [
      [next.add(c), r.mul(0.5), q.add(p.mean()).matmul(q.transpose()).matmul(q).mul(0.1).tanh(), still],
      [next.sum(), x['y']!.mul(next.mean()), still.mul(2)],
    ];
  };
  const [last, seen] = scan(body, [a, b, b.add(1), c] as readonly Tensor[], { x: xs, y: ys }, { length, reverse });
  return [...last, ...seen];
};

test('loops of any length, in both directions', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.nat(100),
      (length, width, reverse, seed) => {
        const shapes = [[width], [3, width], [width], [length, 5], [length, 3, width]];
        expectSame(
          rounds(length, reverse),
          shapes.map((shape, i) => waves(shape, seed + i)),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('loops within loops, and gradients of loops', () => {
  const total = (x: Tensor, w: Tensor): Tensor =>
    scan(
      (h: Tensor, row: Tensor) => {
        const [inner] = scan((g: Tensor, cell: Tensor) => [g.mul(cell.sin()).add(w), g], h, row);
        return [inner.tanh(), inner.sum()];
      },
      w,
      x,
    )[1].sum();
  expectSame((x, w) => [total(x, w), ...grad((parts: Tensor[]) => total(parts[0]!, parts[1]!))([x, w])], [waves([4, 3], 1), waves([5], 2)]);
});

test('a body may ask for rows by index, and for what only reference values know', () => {
  const f = (table: Tensor, at: Tensor): readonly Tensor[] =>
    scan((sum: Tensor, index: Tensor) => [sum.add(table.take(index).sum(0)), sort(sum, 0)], table.take(tensor(0, { dtype: 'int32' })), at);
  expectSame(f, [waves([6, 3], 1), tensor(Int32Array.of(1, 5, 0, 3, 2, 2), { shape: [3, 2] })]);
  const outside = (): unknown => compile(f as never, { backend })(waves([6, 3], 1), tensor(Int32Array.of(1, 5, 0, 9), { shape: [2, 2] }));
  expect(outside).toThrow('9');
});

test('a loop is compiled with the program that holds it', () => {
  const step = (w: Tensor, rate: Tensor): [Tensor, Tensor] => {
    const [loss, g] = valueAndGrad((p: Tensor) => p.pow(2).sum())(w);
    return [w.sub(g.mul(rate)), loss];
  };
  const many = (w: Tensor, rates: Tensor): [Tensor, Tensor] => scan(step, w, rates);
  let made: Executable | undefined;
  const watched = definePlugin('backend', 'watched', {
    compile: (...given: Parameters<typeof backend.compile>) => (made = backend.compile(...given)),
  });
  const [w, losses] = compile(many, { backend: watched, donate: [0] })(tensor([1, 2]), tensor([0.5, 0.25, 0]));
  expect([...w.dataSync()]).toEqual([0, 0]);
  expect([...losses.dataSync()]).toEqual([5, 0, 0]);
  expect(made!.explain()).toMatch(/^3 rounds of\n {2}2 formulas in one pass over \[2\]\n {2}sum of \[2\]$/);
});
