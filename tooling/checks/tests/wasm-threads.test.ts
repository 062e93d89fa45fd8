import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { definePlugin } from '@chainrule/core';
import type { Executable } from '@chainrule/program';
import { compile, conv2d, grad, maxPool2d, scan, softmax, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { wasm, type WasmBackend } from '@chainrule/wasm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const file = fileURLToPath(new URL('tooling/checks/.generated/wasm-worker.mjs', root));
const spawn = (): Worker => new Worker(file);
const counts = [1, 2, 3, 4];
let backends: readonly WasmBackend[];

beforeAll(async () => {
  await build({ entryPoints: [fileURLToPath(new URL('packages/wasm/src/worker.ts', root))], outfile: file, bundle: true, format: 'esm' });
  backends = counts.map((threads) => wasm({ threads, spawn }));
});
afterAll(() => {
  for (const backend of backends) backend.close();
});

const waves = (shape: readonly number[], seed: number, dtype: 'float32' | 'float64' = 'float32'): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => Math.sin(seed + 1.3 * i + 1e-3 * i * (i % 97))),
    { shape, dtype },
  );

/** What `explain` says at the end of a program of one large pass, once the others have helped or there is no hope of it. */
function told(backend: WasmBackend, patience = 1500): string {
  let made: Executable | undefined;
  const watched = definePlugin('backend', 'watched', {
    compile: (...given: Parameters<typeof backend.compile>) => (made = backend.compile(...given)),
  });
  const pass = compile((x: Tensor) => x.sin().exp().tanh(), { backend: watched });
  for (const end = performance.now() + patience; performance.now() < end && !/[1-9]\d* blocks$/.test(made?.explain() ?? '');)
    pass(waves([100_000], 1));
  return made!.explain().split('\n').at(-1)!;
}

/** The numbers as bits, so that every one counts. */
const bits = (x: Tensor): string => {
  const { buffer, byteOffset, byteLength } = x.dataSync();
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('latin1');
};

/** The same bits at any number of threads, several times, since who does what differs from time to time. */
function expectSameBits(f: (...args: Tensor[]) => readonly Tensor[], args: readonly Tensor[], times = 4): void {
  const wanted = compile(f, { backend: backends[0]! })(...args).map(bits);
  for (const backend of backends.slice(1)) {
    const program = compile(f, { backend });
    for (let time = 0; time < times; time++)
      expect(
        program(...args)
          .map(bits)
          .map((text, i) => text === wanted[i]),
      ).toEqual(wanted.map(() => true));
  }
}

test('workers do help', () => {
  for (const backend of backends.slice(1)) expect(told(backend)).toMatch(/^[234] threads, of which the others have done [1-9]\d* blocks$/);
});

test('passes, reductions and products of any size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('float32' as const, 'float64' as const),
      fc.nat(100),
      (m, n, k, dtype, seed) => {
        const f = (a: Tensor, b: Tensor, c: Tensor): Tensor[] => {
          const p = a.matmul(b);
          const q = p.add(c).tanh();
          return [
            p,
            q,
            q.transpose().mul(2),
            b.transpose().matmul(a.transpose()),
            q.sum(0),
            q.sum(1),
            q.max(1),
            q.mul(q).sum(),
            softmax(q, -1),
          ];
        };
        expectSameBits(f, [waves([m, k], seed, dtype), waves([k, n], seed + 1, dtype), waves([n], seed + 2, dtype)], 2);
      },
    ),
    { numRuns: 8 },
  );
});

test('a large pass and its sum', () => {
  expectSameBits((x) => [x.mul(x).add(x.sin()).exp(), x.mul(2).sum(), x.max(), x.cast('int32').sum()].slice(0, 3), [waves([1_000_003], 1)]);
});

test('many small products, and one with few rows', () => {
  expectSameBits(
    (a, b) => [a.matmul(b), grad((x: Tensor) => x.matmul(b).pow(2).sum())(a)],
    [waves([24, 64, 48], 1), waves([24, 48, 64], 2)],
  );
  expectSameBits((a, b) => [a.matmul(b)], [waves([3, 700], 1), waves([700, 901], 2)]);
});

test('convolutions with their gradients', () => {
  const loss = (w: Tensor, x: Tensor): Tensor =>
    maxPool2d(conv2d(x, w, { padding: 'same' }).tanh(), 2)
      .pow(2)
      .sum();
  for (const [examples, channels, outputs] of [
    [7, 3, 5],
    [16, 1, 16],
  ] as const)
    expectSameBits((w, x) => valueAndGrad(loss)(w, x), [waves([outputs, channels, 3, 3], 1), waves([examples, channels, 28, 28], 2)]);
});

test('loops of large steps', () => {
  const step = (w: Tensor, x: Tensor): [Tensor, Tensor] => {
    const [loss, g] = valueAndGrad((p: Tensor) => x.matmul(p).tanh().pow(2).mean())(w);
    return [w.sub(g.mul(0.1)), loss];
  };
  expectSameBits((w, xs) => scan(step, w, xs), [waves([200, 130], 1), waves([6, 128, 200], 2)]);
});

test('what only the first thread knows is asked of it', () => {
  // Angles beyond the reach of the compiled sine are left to the reference value.
  expectSameBits((x) => [x.mul(5.3e5).sin().add(x.cos())], [waves([60_000], 3)], 1);
});

test('a donated state is written over by all threads', () => {
  const run = (backend: WasmBackend): string => {
    const step = compile((w: Tensor, g: Tensor) => w.mul(0.99).sub(g.mul(0.1).tanh()), { backend, donate: [0] });
    let w = waves([300_001], 1);
    for (let i = 0; i < 5; i++) w = step(w, waves([300_001], 2));
    return bits(w);
  };
  const [one, ...others] = backends.map(run);
  expect(others.every((other) => other === one)).toBe(true);
});

test('what cannot be started, or is closed, is done without', async () => {
  const refused = wasm({
    threads: 2,
    spawn: () => {
      throw new Error('no workers today');
    },
  });
  expect(told(refused, 100)).toBe('one thread: a worker could not be started: no workers today');
  const missing = wasm({ threads: 2, spawn: () => new Worker(`${file}.missing`) });
  told(missing, 100);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(told(missing, 100)).toMatch(/^one thread: a worker failed: Cannot find module/);
  const closed = wasm({ threads: 2, spawn });
  told(closed);
  closed.close();
  expect(told(closed, 100)).toBe('one thread: the others were closed');
  expect(() => wasm({ threads: 0 })).toThrow('threads is 0');
});

test('workers end with their backend', async () => {
  let [started, ended] = [0, 0];
  const counted = (): Worker => {
    started++;
    const worker = spawn();
    worker.on('exit', () => ended++);
    return worker;
  };
  told(wasm({ threads: 3, spawn: counted }));
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (const end = performance.now() + 5000; performance.now() < end && ended < started;) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect([started, ended]).toEqual([2, 2]);
});
