import { definePlugin, foldIn, key, normal as plainNormal, randomBits as plainBits, split, uniform as plainUniform } from '@chainrule/core';
import type { Backend } from '@chainrule/program';
import { compile, foldInKey, keyTensor, normal, randomBits, splitKey, tensor, uniform, vmap, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { describe, expect, test } from 'vitest';

let told = '';
const backend: Backend = ((inner) =>
  definePlugin('backend', 'telling', {
    compile: (...args: Parameters<Backend['compile']>) => {
      const executable = inner.compile(...args);
      told = executable.explain();
      return executable;
    },
  }))(wasm());

/** The numbers a compiled function gives for a key, none of them by reference. */
function drawn(f: (key: Tensor) => Tensor, seed: number): number[] {
  const numbers = compile(f, { backend })(keyTensor(key(seed))).dataSync();
  expect(told).not.toContain('by its reference');
  return [...numbers];
}

const seeds = [0, 1, -1, 2 ** 40 + 12345];
const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 1001];

describe('compiled random numbers have the bits of core', () => {
  test.each(seeds)('words and keys from %i', (seed) => {
    for (const count of counts) {
      expect(drawn((k) => randomBits(k, count), seed)).toEqual([...plainBits(key(seed), count)]);
      expect(drawn((k) => splitKey(k, count), seed)).toEqual(split(key(seed), count).flat());
    }
  });

  test.each(['float32', 'float64'] as const)('uniform and normal numbers, %s', (dtype) => {
    for (const seed of seeds)
      for (const count of [...counts, 20_000]) {
        expect(drawn((k) => uniform(k, [count], { dtype }), seed)).toEqual([...plainUniform(key(seed), [count], { dtype }).data]);
        expect(drawn((k) => normal(k, [count], { dtype }), seed)).toEqual([...plainNormal(key(seed), [count], { dtype }).data]);
      }
  });

  test('keys for places, known and computed', () => {
    for (const place of [0, 1, -1, 7, 2 ** 33 + 5, -(2 ** 40)])
      expect(drawn((k) => foldInKey(k, place), 3)).toEqual([...foldIn(key(3), place)]);
    const places = Int32Array.of(0, -1, 5, 2 ** 31 - 1);
    const each = [...places].flatMap((place) => foldIn(key(3), place));
    expect(drawn((k) => foldInKey(k, tensor(places)), 3)).toEqual(each);
    expect(drawn((k) => vmap((place: Tensor) => foldInKey(k, place))(tensor(places)), 3)).toEqual(each);
    expect(drawn((k) => foldInKey(k, tensor(Uint32Array.of(2 ** 32 - 1))), 3)).toEqual([...foldIn(key(3), 2 ** 32 - 1)]);
  });

  test('several keys at once, and names', () => {
    const keys = split(key(5), 3);
    expect(drawn((k) => vmap((one: Tensor) => normal(one, [5]))(splitKey(k, 3)), 5)).toEqual(
      keys.flatMap((one) => [...plainNormal(one, [5], { dtype: 'float32' }).data]),
    );
    expect(drawn((k) => foldInKey(k, 'dropout'), 5)).toEqual([...foldIn(key(5), 'dropout')]);
  });
});
