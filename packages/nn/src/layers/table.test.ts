import { key, mapTree, pathName, paths } from '@chainrule/core';
import { compile, stack, tensor, vmap, type Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import type { Layer } from '../layer.js';
import { tensorsIn } from '../trees.js';
import { layerSamples } from '../test-support/samples.js';
import { layers } from './table.js';

const all = Object.entries(layerSamples).flatMap(([name, samples]) => samples.map((sample, i) => [name, i, sample] as const));

describe.each(all)('%s, sample %i', (name, _, { layer, x, mode = 'eval', discrete = false }) => {
  const given = layer as unknown as Layer;
  const context = { mode, key: key(5) };

  test('is a frozen plugin under its name, with its hyperparameters', () => {
    expect(Object.isFrozen(given)).toBe(true);
    expect(given['~chainrule']).toMatchObject({ kind: 'layer', spec: 1 });
    if (name !== 'activation') expect(given['~chainrule'].name).toBe(name);
    expect(Object.keys(layers)).toContain(name);
    expect(given.options).toBeTypeOf('object');
  });

  test.each(['float32', 'float64'] as const)('computes in %s, and starts from the same numbers for the same key', (dtype) => {
    const { params, state } = given.init(key(1), { dtype });
    for (const leaf of tensorsIn(params)) expect(leaf.dtype).toBe(dtype);
    const again = tensorsIn(given.init(key(1), { dtype }).params).map((leaf) => leaf.dataSync());
    expect(tensorsIn(params).map((leaf) => leaf.dataSync())).toEqual(again);
    const input = discrete ? x() : x().cast(dtype);
    const { y, state: after } = given.apply(params, state, input, context);
    expect(y.dtype).toBe(dtype);
    expect(y.dataSync().every(Number.isFinite)).toBe(true);
    expect(paths(after).map(pathName)).toEqual(paths(state).map(pathName));
    const exact = given.init(key(1), { dtype: 'float64' });
    const wanted = given.apply(exact.params, exact.state, x(), context).y.dataSync();
    y.dataSync().forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(dtype === 'float32' ? 2e-5 : 1e-14));
  });

  test('is the same compiled, and over many parameters at once', () => {
    const made = [key(1), key(2)].map((seed) => given.init(seed, { dtype: 'float64' }));
    const of = (params: unknown, state: unknown, input: Tensor): Tensor => given.apply(params, state, input, context).y;
    const wanted = made.map(({ params, state }) => of(params, state, x()));
    expect(compile(of)(made[0]!.params, made[0]!.state, x()).dataSync()).toEqual(wanted[0]!.dataSync());
    if (tensorsIn(made[0]!.params).length === 0) return;
    const [first, second] = made.map(({ params }) => tensorsIn(params)) as [Tensor[], Tensor[]];
    let at = 0;
    const both = mapTree(made[0]!.params, () => stack([first[at]!, second[at++]!]));
    const batch = vmap((params: unknown, input: Tensor) => of(params, made[0]!.state, input), { inAxes: [0, null] })(both, x());
    const together = tensor(stack(wanted)).dataSync();
    batch.dataSync().forEach((value, i) => expect(Math.abs(value - together[i]!)).toBeLessThan(1e-13));
  });
});
