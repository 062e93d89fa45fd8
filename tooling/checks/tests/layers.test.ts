import { readFileSync } from 'node:fs';
import { key, mapTree, ndarray } from '@chainrule/core';
import { losses, type Layer, type Loss } from '@chainrule/nn';
import { checkGradient } from '@chainrule/numeric';
import { compile, customDerivative, grad, logSoftmax, objective, type Tensor } from '@chainrule/tensor';
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

/** A scalar that depends on every element of y, differently. */
const score = (y: Tensor): Tensor => y.mul(waves(y.shape, 0.7).add(0.2)).sum();
/** The same value with a derivative that is a hundredth too large. */
const planted = customDerivative({ value: (y: Tensor) => y.mul(1), jvp: (_, [dy]: readonly [Tensor]) => dy.mul(1.01) });
const plain = <T>(tree: T): T => mapTree(tree, (leaf: Tensor) => ndarray(leaf.dataSync(), { shape: leaf.shape })) as T;

interface Case {
  readonly name: string;
  readonly at: unknown;
  readonly value: (at: never, through: (y: Tensor) => Tensor) => Tensor;
}

const layerCases = Object.entries(layerSamples).flatMap(([name, samples]) =>
  samples.map(({ layer, x, mode = 'eval', discrete = false }, i): Case => {
    const given = layer as unknown as Layer;
    const { params, state } = given.init(key(3), { dtype: 'float64' });
    return {
      name: `${name} ${i}`,
      at: { params, ...(!discrete && { x: x() }) },
      value: (at: { readonly params: unknown; readonly x?: Tensor }, through) =>
        score(through(given.apply(at.params, state, at.x ?? x(), { mode, key: key(4) }).y)),
    };
  }),
);
const lossCases = Object.entries(lossSamples).flatMap(([name, samples]) =>
  samples.map(({ prediction, target, options = {} }, i): Case => {
    const loss = (losses as unknown as Readonly<Record<string, Loss<object, string, unknown, unknown>>>)[name]!.with(options);
    // The derivative of ctc is that within logarithms of probabilities.
    const inside = name === 'ctc' ? (at: unknown): unknown => logSoftmax(at as Tensor) : (at: unknown): unknown => at;
    return { name: `${name} ${i}`, at: prediction(), value: (at, through) => score(through(loss.apply(inside(at), target()))) };
  }),
);

describe.each([...layerCases, ...lossCases].map((one) => [one.name, one] as const))('%s', (_, { at, value }) => {
  // Values by wasm, many of them; the gradient by the reference.
  const f = (through: (y: Tensor) => Tensor) => objective(compile((p: unknown) => value(p as never, through), { backend }));
  const start = plain(at);

  test('has the gradient that differences measure, and a planted fault is seen', () => {
    const report = checkGradient(f((y) => y) as never, start as never);
    // A derivative that is 0 leaves nothing to judge its digits by.
    const fitting = report.rows.every(
      ({ verdict, analytic, numeric }) => verdict === 'ok' || Math.max(Math.abs(analytic), Math.abs(numeric)) < 1e-12,
    );
    expect(fitting, String(report)).toBe(true);
    expect(checkGradient(f(planted) as never, start as never).verdict).toBe('wrong');
  });

  test('has the same gradient compiled by wasm', () => {
    const slope = grad((p: unknown) => value(p as never, (y) => y));
    const wanted = slope(at);
    const got = compile(slope, { backend })(at);
    const [a, b] = [numbersIn(got), numbersIn(wanted)];
    const size = Math.max(1, ...b.map(Math.abs));
    a.forEach((x, i) => expect(Math.abs(x - b[i]!) / size).toBeLessThan(1e-12));
  });
});

function numbersIn(tree: unknown): number[] {
  const found: number[] = [];
  mapTree(tree, (leaf: Tensor) => found.push(...leaf.dataSync()));
  return found;
}
