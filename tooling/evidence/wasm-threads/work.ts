// The same work at several numbers of threads, in Node and in a page: whether the bits are the same, and how long it takes.
import { definePlugin } from '@chainrule/core';
import type { Executable } from '@chainrule/program';
import { compile, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { wasm, type Thread } from '@chainrule/wasm';

export interface Case {
  readonly name: string;
  /** Milliseconds, by number of threads. */
  readonly times: Record<number, number>;
  readonly sameBits: boolean;
  /** What `explain` says of the threads. */
  readonly told: string;
}

const waves = (shape: readonly number[], seed: number): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, i) => Math.sin(seed + 1.3 * i)),
    { shape },
  );

/** An Adam update of all numbers in one pass, the state written over. */
function adam(w: Tensor, m: Tensor, v: Tensor, g: Tensor): Tensor[] {
  const first = m.mul(0.9).add(g.mul(0.1));
  const second = v.mul(0.999).add(g.mul(g).mul(0.001));
  return [w.sub(first.mul(1e-3).div(second.sqrt().add(1e-8))), first, second];
}
/** A network's step: 784-256-10, 128 examples. */
function network(w: Tensor, u: Tensor, x: Tensor): Tensor[] {
  const [loss, [gw, gu]] = valueAndGrad((p: readonly [Tensor, Tensor]) => x.matmul(p[0]).tanh().matmul(p[1]).pow(2).mean())([w, u]);
  return [w.sub(gw.mul(0.1)), u.sub(gu.mul(0.1)), loss];
}

interface Work {
  readonly name: string;
  readonly f: (...args: Tensor[]) => readonly Tensor[];
  readonly args: () => Tensor[];
  /** How many of the arguments are the state, which the next round starts from. */
  readonly state: number;
  readonly rounds: number;
}

const product = (n: number, rounds: number): Work => ({
  name: `matmul ${n}`,
  f: (a, b) => [a.matmul(b)],
  args: () => [waves([n, n], 1), waves([n, n], 2)],
  state: 0,
  rounds,
});
const all = (short: boolean): readonly Work[] => [
  product(64, 400),
  product(256, 100),
  product(512, 20),
  ...(short ? [] : [product(1024, 10), product(2048, 3)]),
  {
    name: `Adam, ${short ? '10⁶' : '10⁷'} numbers`,
    f: adam,
    args: () => [1, 2, 3, 4].map((seed) => waves([short ? 1e6 : 1e7], seed)),
    state: 3,
    rounds: 8,
  },
  {
    name: 'network step',
    f: network,
    args: () => [waves([784, 256], 1), waves([256, 10], 2), waves([128, 784], 3)],
    state: 2,
    rounds: 60,
  },
  { name: 'a sum of 100 numbers', f: (x) => [x.mul(2).sum()], args: () => [waves([100], 1)], state: 0, rounds: 4000 },
];

/** Bits, taken together. */
function digest(results: readonly Tensor[]): number {
  let sum = 0;
  for (const result of results) {
    const words = new Int32Array(result.dataSync().slice().buffer);
    for (const bits of words) sum = (Math.imul(sum, 31) + bits) | 0;
  }
  return sum;
}

/** `only`: part of the names of the cases wanted. */
export async function measure(counts: readonly number[], short: boolean, spawn?: () => Thread, only = ''): Promise<Case[]> {
  const backends = counts.map((threads) => wasm({ threads, ...(spawn && { spawn }) }));
  const cases: Case[] = [];
  for (const { name, f, args, state, rounds } of all(short).filter((work) => work.name.includes(only))) {
    const times: Record<number, number> = {};
    const found: number[] = [];
    let told = '';
    const programs = backends.map((backend) => {
      let made: Executable | undefined;
      const watched = definePlugin('backend', 'watched', {
        compile: (...given: Parameters<typeof backend.compile>) => (made = backend.compile(...given)),
      });
      const program = compile(f, { backend: watched, donate: Array.from({ length: state }, (_, i) => i) });
      let given = args();
      return {
        run: (): readonly Tensor[] => {
          const results = program(...given);
          given = [...results.slice(0, state), ...given.slice(state)];
          return results;
        },
        explain: () => made!.explain().split('\n').at(-1)!,
      };
    });
    programs.forEach(({ run }) => found.push(digest(run())));
    // A page's workers start when its own code lets go.
    await new Promise((resolve) => setTimeout(resolve, 200));
    // By turns, so that what else the machine does meets all alike; the least time counts.
    for (let round = 0; round < (short ? 3 : 8); round++)
      programs.forEach(({ run }, i) => {
        const start = performance.now();
        for (let at = 0; at < rounds; at++) run();
        times[counts[i]!] = Math.min(times[counts[i]!] ?? Infinity, (performance.now() - start) / rounds);
      });
    programs.forEach(({ run, explain }, i) => {
      found.push(digest(run()));
      if (counts[i]! > 1) told = explain();
    });
    const again = found.slice(counts.length);
    const same = (bits: readonly number[]): boolean => bits.every((one) => one === bits[0]);
    cases.push({ name, times, sameBits: same(found.slice(0, counts.length)) && same(again), told });
  }
  for (const backend of backends) backend.close();
  return cases;
}
