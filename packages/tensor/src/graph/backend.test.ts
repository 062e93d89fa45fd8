import { definePlugin } from '@chainrule/core';
import { reference, type Backend } from '@chainrule/program';
import { afterEach, expect, test } from 'vitest';
import { grad, tensor, trace, useBackend, type Tensor } from '../index.js';

afterEach(() => {
  useBackend(reference);
});

test('eager work runs as one program a graph, compiled once for each structure', () => {
  const compiled: string[] = [];
  const counting: Backend = definePlugin('backend', 'counting', {
    compile: (...args: Parameters<Backend['compile']>) => {
      compiled.push(args[0].instructions.map(({ operation }) => operation).join());
      return reference.compile(...args);
    },
  });
  useBackend(counting);
  const f = (x: Tensor) => x.mul(x).tanh().sum();
  const results = [0, 1, 2].map((i) => f(tensor([i, 2])).item());
  expect(results).toEqual([0, 1, 2].map((i) => Math.fround(Math.fround(Math.tanh(i * i)) + Math.fround(Math.tanh(4)))));
  expect(compiled).toEqual(['formula,sum']);
  const g = [1, 3].map((i) => [...grad(f)(tensor([i, 2])).dataSync()]);
  expect(compiled.length).toBe(2);
  useBackend(reference);
  expect(g).toEqual([1, 3].map((i) => [...grad(f)(tensor([i, 2])).dataSync()]));
});

test('a traced program knows which line of the caller every operation comes from', () => {
  const program = trace(
    (x: Tensor) => x.matmul(x).sum(),
    tensor([
      [1, 2],
      [3, 4],
    ]),
  );
  for (const { site } of program.instructions) expect(site).toContain('backend.test.ts');
  expect(tensor([1]).exp().node.site).toBeUndefined();
});
