import { readFileSync } from 'node:fs';
import { key, mapTree } from '@chainrule/core';
import { losses, type Layer, type Loss } from '@chainrule/nn';
import { compile, grad, logSoftmax, type Tensor } from '@chainrule/tensor';
import { testLayer, testLoss } from '@chainrule/testing';
import { wasm } from '@chainrule/wasm';
import { describe, expect, test } from 'vitest';
import { distanceFrom, type RecordedCase } from '../../../packages/nn/src/test-support/recorded.js';
import { layerSamples, lossSamples, waves } from '../../../packages/nn/src/test-support/samples.js';

const { cases } = JSON.parse(readFileSync(new URL('../../reference/nn/layers-losses-activations.json', import.meta.url), 'utf8')) as {
  cases: RecordedCase[];
};
const backend = wasm();

describe('compiled by wasm, values and gradients are those that PyTorch recorded', () => {
  const own = cases.filter(({ category }) => category !== 'activation');
  test.each(own.map((c) => [`${c.name} ${JSON.stringify(c.options).slice(0, 90)}`, c] as const))('%s', (_, c) => {
    expect(distanceFrom(c, (f) => compile(f as never, { backend }) as typeof f)).toBeLessThan(1e-10);
  });
});

/** Samples of one sequence without a batch: their first axis is time or channels. */
const sequences = ['conv1d 1', 'conv2d 1', 'lstm 1', 'multiHeadAttention 1'];

const layerCases = Object.entries(layerSamples).flatMap(
  ([name, samples]) =>
  samples.map(({ layer, x, mode = 'eval' }, i) => [`${name} ${i}`, testLayer(layer, { x, mode, examplesApart: !sequences.includes(`${name} ${i}`) })] as const), // prettier-ignore
);
const lossCases = Object.entries(lossSamples).flatMap(([name, samples]) =>
  samples.map(({ prediction, target, options = {} }, i) => {
    const loss = (losses as unknown as Readonly<Record<string, Loss>>)[name]!.with(options);
    // The derivative of ctc is that within logarithms of probabilities.
    const inside = { ...loss, apply: (p: Tensor, t: Tensor) => loss.apply(logSoftmax(p), t) };
    return [
      `${name} ${i}`,
      testLoss(name === 'ctc' ? inside : loss, { prediction, target, examplesAxis: name === 'ctc' ? 1 : 0 }),
    ] as const;
  }),
);

describe.each([...layerCases, ...lossCases])('%s', (_, cases) => {
  test.each(cases.map((each) => [each.name, each.run] as const))('%s', (__, run) => {
    run();
  });
});

/** A scalar that depends on every element of y, differently. */
const score = (y: Tensor): Tensor => y.mul(waves(y.shape, 0.7).add(0.2)).sum();

interface Case {
  readonly name: string;
  readonly at: unknown;
  readonly value: (at: never) => Tensor;
}
const byWasm: readonly Case[] = [
  ...Object.entries(layerSamples).flatMap(([name, samples]) =>
    samples.map(({ layer, x, mode = 'eval', discrete = false }, i): Case => {
      const given = layer as unknown as Layer;
      const { params, state } = given.init(key(3), { dtype: 'float64' });
      return {
        name: `${name} ${i}`,
        at: { params, ...(!discrete && { x: x() }) },
        value: (at: { readonly params: unknown; readonly x?: Tensor }) =>
          score(given.apply(at.params, state, at.x ?? x(), { mode, key: key(4) }).y),
      };
    }),
  ),
  ...Object.entries(lossSamples).flatMap(([name, samples]) =>
    samples.map(({ prediction, target, options = {} }, i): Case => {
      const loss = (losses as unknown as Readonly<Record<string, Loss>>)[name]!.with(options);
      return { name: `${name} ${i}`, at: prediction(), value: (at: Tensor) => score(loss.apply(at, target() as Tensor)) };
    }),
  ),
];

test.each(byWasm.map((one) => [one.name, one] as const))('%s has the same gradient compiled by wasm', (_, { at, value }) => {
  const slope = grad((p: unknown) => value(p as never));
  const wanted = slope(at);
  const got = compile(slope, { backend })(at);
  const [a, b] = [numbersIn(got), numbersIn(wanted)];
  const size = Math.max(1, ...b.map(Math.abs));
  a.forEach((x, i) => expect(Math.abs(x - b[i]!) / size).toBeLessThan(1e-12));
});

function numbersIn(tree: unknown): number[] {
  const found: number[] = [];
  mapTree(tree, (leaf: Tensor) => found.push(...leaf.dataSync()));
  return found;
}
