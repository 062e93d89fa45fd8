import { Expr, elementwise, type ArrayData, type Elementwise } from '@chainrule/core';
import { readArray, reference, type Backend, type Operations, type Program, type Type } from '@chainrule/program';
import { formula } from '@chainrule/program';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const backend = wasm();

/** Functions that do not magnify what their arguments lack in digits, so that both backends must agree. */
const tame = (
  [
    'add',
    'sub',
    'mul',
    'neg',
    'abs',
    'tanh',
    'sin',
    'cos',
    'sigmoid',
    'relu',
    'max',
    'min',
    'where',
    'lt',
    'ge',
    'softsign',
    'sign',
  ] as const
).map((name): Elementwise => elementwise[name]);

/** A formula from choices: each new part applies a function to parts before it. */
function grow(choices: readonly (readonly [number, number, number, number])[], inputs: number): Expr {
  const reals: Expr[] = [...Array.from({ length: inputs }, (_, i) => Expr.variable(`#${i}`)), Expr.number(0.5), Expr.number(-1.25)];
  const truths: Expr[] = [Expr.apply(elementwise.lt, [reals[0]!, Expr.number(0.1)])];
  for (const [f, a, b, c] of choices) {
    const fn = tame[f % tame.length]!;
    const [x, y] = [reals[a % reals.length]!, reals[b % reals.length]!];
    if (fn === elementwise.where) reals.push(Expr.apply(fn, [truths[c % truths.length]!, x, y]));
    else if (fn.isCondition) truths.push(Expr.apply(fn, [x, y]));
    else reals.push(Expr.apply(fn, fn.arity === 1 ? [x] : [x, y]));
  }
  return reals.at(-1)!;
}

const choices = (most: number): fc.Arbitrary<[number, number, number, number][]> =>
  fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: most });
const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 });

function close(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  let [scale, error] = [1, 0];
  for (const x of Array.from(b)) if (Number.isFinite(x)) scale = Math.max(scale, Math.abs(x));
  for (let i = 0; i < b.length; i++) if (!Object.is(a[i], b[i]) && a[i] !== b[i]) error = Math.max(error, Math.abs(a[i]! - b[i]!));
  expect(error / scale).toBeLessThanOrEqual(tolerance);
}

const values = (shape: readonly number[], seed: number): number[] =>
  Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => 1.7 * Math.sin(seed + 1.3 * i * i));

test.each(['float32', 'float64'] as const)('random formulas over random broadcasts, %s', (dtype) => {
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }), choices(12), fc.nat(100), (shape, stretched, picks, seed) => {
      // Each input is the shape with some axes of size 1, and some left out in front.
      const inputs = stretched.map((bits, k): ArrayData => {
        const own = shape.map((n, axis) => ((bits >> axis) % 2 === 1 ? 1 : n)).slice(bits === 7 ? 1 : 0);
        const data = values(own, seed + k);
        return { dtype, shape: own, data: dtype === 'float32' ? Float32Array.from(data) : Float64Array.from(data) };
      });
      const expr = grow(picks, inputs.length);
      const types: Type[] = [...inputs.map(({ shape: own }) => ({ dtype, shape: own })), ...formula.types(inputs, { formula: expr })];
      const program: Program = {
        types,
        inputs: inputs.map((_, i) => i),
        constants: [],
        instructions: [{ operation: 'formula', inputs: inputs.map((_, i) => i), outputs: [inputs.length], parameters: { formula: expr } }],
        outputs: [inputs.length],
      };
      const operations = new Map([['formula', formula]]) as unknown as Operations;
      const run = (one: Backend): ArrayLike<number> => readArray(one.compile(program, operations).run(inputs)[0]!).data;
      const [got, wanted] = [run(backend), run(reference)];
      close(got, wanted, dtype === 'float32' ? 1e-5 : 1e-13);
    }),
    { numRuns: 60 },
  );
});

/** A program of whole operations from choices. */
function build(picks: readonly (readonly [number, number, number, number])[], x: Tensor): Tensor[] {
  const made: Tensor[] = [x, x.transpose().mul(0.5)];
  for (const [f, a, b, c] of picks) {
    const [p, q] = [made[a % made.length]!, made[b % made.length]!];
    const like = made.find((one, i) => i >= b % made.length && one.shape.join() === p.shape.join()) ?? p;
    const rank = p.shape.length;
    const steps: (() => Tensor)[] = [
      () => p.tanh(),
      () => p.add(like).mul(0.5),
      () => p.mul(like).sin(),
      () => (rank === 2 ? p.transpose() : p),
      () => p.mean(rank === 0 ? undefined : c % rank, { keepDims: c % 3 === 0 }),
      () =>
        p
          .max(rank === 0 ? undefined : c % rank, { keepDims: true })
          .sub(like)
          .cos(),
      () =>
        rank === 2 && q.shape.length === 2 && p.shape[1] === q.shape[0]
          ? p.matmul(q).mul(0.3)
          : rank === 2
            ? p.matmul(p.transpose()).mul(0.2)
            : p.neg(),
      () => p.reshape([p.shape.reduce((n, size) => n * size, 1)]),
      () => (rank > 0 ? p.sub(p.mean(-1, { keepDims: true })) : p),
      () => (rank > 0 && p.shape[0]! > 1 ? p.take(tensor(Int32Array.of(1, 0, 1))) : p),
    ];
    made.push(steps[f % steps.length]!());
  }
  return made.slice(-3);
}

test('random programs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), choices(14), (rows, columns, picks) => {
      const x = tensor(values([rows, columns], columns), { shape: [rows, columns], dtype: 'float64' });
      const f = (a: Tensor): Tensor[] => build(picks, a);
      const [got, wanted] = [backend, reference].map((one) => compile(f, { backend: one })(x)) as [Tensor[], Tensor[]];
      wanted.forEach((want, i) => {
        expect(got[i]!.type).toEqual(want.type);
        close(got[i]!.dataSync(), want.dataSync(), 1e-12);
      });
    }),
    { numRuns: 80 },
  );
});
