import { describe, expect, test } from 'vitest';
import type { Tensor } from '../index.js';
import { compile, grad, GradientTape, tensor, valueAndGrad, variable } from '../index.js';
import type { Node } from './node.js';

/** How many nodes a set of tensors keeps alive. */
function held(...tensors: readonly Tensor[]): number {
  const seen = new Set<Node>();
  const open = tensors.map(({ node }) => node);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...node.inputs.map((input) => input.node));
  }
  return seen.size;
}

describe('a graph does not grow without bound', () => {
  test('a long chain that nobody reads is computed on the way', () => {
    let x = tensor([1, 2]);
    for (let i = 0; i < 20_000; i++) x = x.mul(0.999).add(0.001);
    expect(held(x)).toBeLessThan(1200);
    expect(x.dataSync()[0]).toBeCloseTo(1, 5);
  });

  test('training without ever reading the loss keeps nothing but the losses', () => {
    let w = tensor([0.5, -0.5]);
    const losses: Tensor[] = [];
    const step = valueAndGrad((w: Tensor) => w.sub(3).pow(2).sum());
    for (let i = 0; i < 5_000; i++) {
      const [loss, gradient] = step(w);
      losses.push(loss);
      w = w.sub(gradient.mul(0.01));
    }
    expect(held(...losses)).toBe(losses.length);
    expect(losses.at(-1)!.item()).toBeLessThan(1e-8);
  });

  test('an inner value that escapes a gradient holds nothing afterwards', () => {
    const escaped: Tensor[] = [];
    grad((x: Tensor) => {
      const y = x.mul(2).exp().sin();
      escaped.push(y);
      return y.sum();
    })(tensor([1, 2]));
    expect(held(...escaped)).toBe(1);
  });

  test('a value read inside a gradient does not cut the gradient', () => {
    const seen: number[] = [];
    const g = grad((x: Tensor) => {
      const y = x.mul(x);
      seen.push(y.item());
      return y.mul(3);
    })(tensor(2));
    expect([g.item(), seen]).toEqual([12, [4]]);
  });

  test('a tape gives its gradient after the loss was read, and frees what it held', () => {
    const w = variable([1, 2]);
    const tape = GradientTape.record(() => w.mul(w).sum());
    expect(tape.value.item()).toBe(5);
    expect(tape.gradient(tape.value, [w])[0].toString()).toBe('f32[2] [2, 4]');
    expect(held(tape.value)).toBe(1);
  });

  test('10,000 eager training steps leave the heap where it was', () => {
    const x = tensor(Array.from({ length: 20 }, (_, i) => Math.sin(i))).reshape([10, 2]);
    const y = x.sum(1, { keepDims: true });
    let w = tensor([[0.1], [0.2]]);
    const step = valueAndGrad((w: Tensor) => x.matmul(w).tanh().sub(y).pow(2).mean());
    const run = (steps: number): void => {
      for (let i = 0; i < steps; i++) w = w.sub(step(w)[1].mul(0.05));
    };
    run(2_000);
    globalThis.gc?.();
    const before = process.memoryUsage();
    run(10_000);
    globalThis.gc?.();
    const after = process.memoryUsage();
    expect(held(w)).toBeLessThan(10);
    // Without a forced collection the heap may hold garbage; a leak of every step's arrays would be far more.
    expect(after.heapUsed - before.heapUsed).toBeLessThan(globalThis.gc ? 2e6 : 60e6);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(globalThis.gc ? 2e6 : 60e6);
  });
});

describe('donated arguments', () => {
  test('a loop of donating steps', () => {
    const step = compile((w: Tensor) => w.mul(0.5), { donate: [0] });
    let w = step(tensor([8]));
    for (let i = 0; i < 2; i++) w = step(w);
    expect(w.item()).toBe(1);
  });
  test('every way to read a donated tensor says so', () => {
    const step = compile((w: Tensor) => w.mul(2), { donate: [0] });
    const w = tensor([1]);
    step(w);
    for (const read of [() => w.item(), () => w.clone(), () => w.add(1).item(), () => grad((v: Tensor) => v.sum())(w).item() + w.item()])
      expect(read).toThrow('handed over');
  });
});
