import { readFileSync } from 'node:fs';
import { isFloat, ndarray, type DType } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import { describe, expect, it } from 'vitest';
import { grad, jvp, tensor, zeros, type Tensor } from '../index.js';
import { compositions } from './compositions.js';
import { operations, type Case } from './operations.js';

type Recorded = readonly [dtype: DType, shape: readonly number[], data: readonly number[]];
interface Entry {
  readonly inputs: readonly Recorded[];
  readonly value: readonly Recorded[];
  /** Of Σ ⟨cos(1 + i), result⟩. */
  readonly gradient?: readonly Recorded[];
  /** The Hessian of the same times sin(1 + i). */
  readonly curvature?: readonly Recorded[];
}

const folder = new URL('../../../../tooling/reference/tensor/', import.meta.url);
const recorded = (group: string): Record<string, Entry> =>
  JSON.parse(readFileSync(new URL(`${group}.json`, folder), 'utf8')) as Record<string, Entry>;

const real = (dtype: DType, precision: 'float64' | 'float32'): DType => (dtype === 'float64' ? precision : dtype);

/** Numbers that differ from one element to the next, through all arrays. */
function spread(arrays: readonly Tensor[], f: (i: number) => number): Tensor[] {
  let next = 1;
  return arrays.map(({ shape, dtype }) =>
    tensor(
      ndarray(
        Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => f(next++)),
        { shape },
      ),
    ).cast(dtype),
  );
}

function compare(
  what: string,
  actual: readonly Tensor[],
  expected: readonly Recorded[],
  precision: 'float64' | 'float32',
  tolerance: number,
): void {
  expect(actual.map(({ type }) => typeText(type))).toEqual(
    expected.map(([dtype, shape]) => typeText({ dtype: real(dtype, precision), shape })),
  );
  expected.forEach(([, , data], k) => {
    const found = actual[k]!.dataSync();
    const scale = data.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const error = data.reduce((most, x, i) => Math.max(most, Math.abs(x - found[i]!) / scale), 0);
    expect(error, `${what} ${k}: ${String(actual[k])} instead of ${data.join(', ')}`).toBeLessThanOrEqual(tolerance);
  });
}

function check(f: Case, entry: Entry, precision: 'float64' | 'float32', tolerance: number): void {
  const inputs = entry.inputs.map(([dtype, shape, data]) =>
    tensor(ndarray(Float64Array.from(data), { shape, dtype })).cast(real(dtype, precision)),
  );
  const results = (xs: readonly Tensor[]): readonly Tensor[] => [f(...xs)].flat();
  compare('value', results(inputs), entry.value, precision, tolerance);
  const variables = inputs.filter(({ dtype }) => isFloat(dtype));
  const loss = (given: readonly Tensor[]): Tensor => {
    let next = 0;
    const real = results(inputs.map((x) => (isFloat(x.dtype) ? given[next++]! : x))).filter(({ dtype }) => isFloat(dtype));
    const weights = spread(real, Math.cos);
    return real.reduce((sum: Tensor, y, k) => sum.add(y.mul(weights[k]!).sum()), zeros([], { dtype: precision }));
  };
  const gradient = (given: readonly Tensor[]): readonly Tensor[] => grad(loss)(given);
  if (entry.gradient !== undefined) compare('gradient', gradient(variables), entry.gradient, precision, tolerance);
  if (entry.curvature !== undefined && precision === 'float64')
    compare('curvature', jvp(gradient, [variables], [spread(variables, Math.sin)])[1], entry.curvature, precision, tolerance);
}

describe.each([
  ['operations', operations],
  ['compositions', compositions],
] as const)('%s as JAX computes them', (group, cases) => {
  const entries = recorded(group);
  it('are all recorded', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(entries).sort());
  });
  it.each(Object.keys(cases))('%s, in float64', (name) => {
    check(cases[name]!, entries[name]!, 'float64', 1e-12);
  });
  it.each(Object.keys(cases))('%s, in float32', (name) => {
    check(cases[name]!, entries[name]!, 'float32', 1e-5);
  });
});
