import { foldIn, key, normal as plainNormal, randomBits as plainBits, split, uniform as plainUniform } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import { compile, foldInKey, keyTensor, normal, randomBits, splitKey, tensor, uniform, vmap, type Tensor } from '../index.js';

describe('random numbers of a tensor key are core’s, bit for bit', () => {
  const from = key(123456789);
  it('words, also an odd number of them', () => {
    expect(randomBits(from, 7).dataSync()).toEqual(plainBits(from, 7));
  });
  it.each(['float32', 'float64'] as const)('uniform and normal in %s', (dtype) => {
    expect(uniform(from, [50, 3], { dtype }).dataSync()).toEqual(plainUniform(from, [50, 3], { dtype }).data);
    expect(normal(from, [50, 3], { dtype }).dataSync()).toEqual(plainNormal(from, [50, 3], { dtype }).data);
  });
  it('keys', () => {
    expect(Array.from(splitKey(from, 3).dataSync())).toEqual(split(from, 3).flat());
    for (const place of [0, 5, -1, 2 ** 40, 'dropout'])
      expect(Array.from(foldInKey(from, place).dataSync())).toEqual([...foldIn(from, place)]);
    expect(Array.from(foldInKey(from, tensor([4, -7], { dtype: 'int32' })).dataSync())).toEqual([...foldIn(from, 4), ...foldIn(from, -7)]);
  });
  it('in a compiled function, where the key is an input and nothing is frozen', () => {
    const draw = compile((k: Tensor) => uniform(foldInKey(k, 'mask'), [4]));
    const [one, two] = [key(1), key(2)].map((k) => draw(keyTensor(k)).dataSync());
    expect(one).toEqual(plainUniform(foldIn(key(1), 'mask'), [4], { dtype: 'float32' }).data);
    expect(one).not.toEqual(two);
  });
  it('in a batch of keys', () => {
    const keys = splitKey(from, 3);
    const rows = vmap((k: Tensor) => normal(k, [2]))(keys);
    expect(Array.from(rows.dataSync())).toEqual(split(from, 3).flatMap((k) => Array.from(plainNormal(k, [2], { dtype: 'float32' }).data)));
  });
  it('no key, no numbers', () => {
    expect(() => uniform(tensor([1, 2]), [2])).toThrow('a key is two words, uint32[2], not float32 [2]');
  });
});
