import { key, leakyrelu, relu, selu, sigmoid, tanh } from '@chainrule/core';
import { svd } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { constantFill, fansOf, gain, heNormal, heUniform, lecun, normalFill, orthogonal, uniformFill, xavierNormal, xavierUniform } from '../index.js'; // prettier-ignore
import type { Initialiser } from '../index.js';

const [dense, kernels] = [[300, 200], [64, 32, 3, 3]] as const; // prettier-ignore
// PyTorch's definitions: the deviation, and the bound of uniform ones (√3 deviations).
const wanted: readonly (readonly [name: string, make: Initialiser, dense: number, kernels: number, uniform: boolean])[] = [
  ['xavierUniform', xavierUniform(), Math.sqrt(2 / 500), Math.sqrt(2 / 864), true],
  ['xavierUniform, gain 5/3', xavierUniform({ gain: 5 / 3 }), (5 / 3) * Math.sqrt(2 / 500), (5 / 3) * Math.sqrt(2 / 864), true],
  ['xavierNormal', xavierNormal(), Math.sqrt(2 / 500), Math.sqrt(2 / 864), false],
  ['heUniform', heUniform(), Math.sqrt(2 / 200), Math.sqrt(2 / 288), true],
  ['heNormal', heNormal(), Math.sqrt(2 / 200), Math.sqrt(2 / 288), false],
  ['heNormal, fan out', heNormal({ mode: 'fanOut' }), Math.sqrt(2 / 300), Math.sqrt(2 / 576), false],
  ['heUniform, slope √5', heUniform({ slope: Math.sqrt(5) }), Math.sqrt(1 / 600), Math.sqrt(1 / 864), true],
  ['lecun', lecun(), Math.sqrt(1 / 200), Math.sqrt(1 / 288), false],
  ['normalFill', normalFill({ deviation: 0.02 }), 0.02, 0.02, false],
  ['uniformFill', uniformFill({ bound: 0.3 }), 0.3 / Math.sqrt(3), 0.3 / Math.sqrt(3), true],
];

describe.each(wanted)('%s', (_, make, forDense, forKernels, uniform) => {
  test.each([
    [dense, forDense],
    [kernels, forKernels],
  ] as const)('%j', (shape, deviation) => {
    const drawn = make(key(7), shape, { dtype: 'float64' });
    expect(drawn.shape).toEqual(shape);
    const [n, mean] = [drawn.dataSync().length, drawn.mean().item()];
    // Within five standard errors.
    expect(Math.abs(mean)).toBeLessThan((5 * deviation) / Math.sqrt(n));
    const spread = Math.sqrt(drawn.sub(mean).pow(2).mean().item());
    expect(Math.abs(spread / deviation - 1)).toBeLessThan(5 / Math.sqrt(2 * n));
    const largest = drawn.abs().max().item() / deviation;
    if (uniform) expect(largest).toBeLessThanOrEqual(Math.sqrt(3) * (1 + 1e-12));
    else expect(largest).toBeGreaterThan(3);
    expect(make(key(7), shape).dtype).toBe('float32');
  });
});

test('orthogonal weights have the gain as their only singular value', () => {
  for (const shape of [
    [5, 3],
    [3, 5],
    [4, 2, 3],
  ] as const) {
    // prettier-ignore
    const drawn = orthogonal({ gain: 2 })(key(3), shape, { dtype: 'float64' });
    for (const s of svd(drawn.reshape([shape[0], -1])).s.dataSync()) expect(s).toBeCloseTo(2, 12);
  }
});

test('gains are PyTorch’s', () => {
  expect([sigmoid, tanh, relu, selu, leakyrelu].map((fn) => gain(fn))).toEqual([
    1,
    5 / 3,
    Math.SQRT2,
    0.75,
    Math.sqrt(2 / (1 + 0.01 ** 2)),
  ]);
  expect(gain('leakyRelu', { slope: 0.2 })).toBeCloseTo(1.3867504905630728, 15);
  expect(constantFill(3)(key(0), [2]).dataSync()).toEqual(Float32Array.of(3, 3));
  expect(() => fansOf([3])).toThrow('a parameter [3] has no fans');
});
