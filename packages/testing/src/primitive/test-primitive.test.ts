import { isFloat } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { customDerivative } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { applications } from '../backend/applications.js';
import { waves } from '../gradient.js';
import { failing, type Breach } from '../test-support/failing.js';
import { testPrimitive } from './test-primitive.js';

/** The operations that backends are tested with, where they give one differentiable tensor. */
const builtIn = applications().filter(({ name, gradient }) => gradient && /^(transpose|broadcast|concatenate|slice|where|product$|matmul$|einsum|convolution$|cumulative|take and addRows$|takeAlong|scatterAdd|cholesky|triangularSolve|checkpoint)/.test(name)); // prettier-ignore

describe.each(builtIn.map((one) => [one.name, one] as const))('%s', (_, { f, inputs }) => {
  const single = (...x: Tensor[]): Tensor => [f(...x)].flat()[0]!;
  test.each(testPrimitive(single, { inputs: () => inputs.map((input, i) => input('float64', i)) }).map((each) => [each.name, each.run] as const))('%s', (__, run) => { run(); }); // prettier-ignore
});

const inputs = (): Tensor[] => [waves([3]), waves([3], 'float64', 2)];
const reference = (a: Tensor, b: Tensor): Tensor => a.mul(b).sin();
const right = customDerivative({
  value: (a: Tensor, b: Tensor) => a.mul(b).sin(),
  jvp: ([a, b], [da, db]: readonly [Tensor, Tensor]) =>
    a
      .mul(b)
      .cos()
      .mul(a.mul(db).add(b.mul(da))),
});
const frozenCosine = customDerivative({ value: (x: Tensor) => x.cos(), jvp: (_, [dx]: readonly [Tensor]) => dx.mul(0) });
let placeholders = 0;

const breaches: readonly Breach<(a: Tensor, b: Tensor) => Tensor>[] = [
  { breach: 'has another value', caughtBy: 'its value is the reference', broken: (a, b) => a.mul(b).tanh() },
  {
    breach: 'is of another shape when it is traced',
    caughtBy: 'the type that a program is told is the type that comes',
    broken: (a, b) => (placeholders++ % 2 === 0 ? right(a, b).reshape([3, 1]) : right(a, b)),
  },
  {
    breach: 'has a wrong derivative',
    caughtBy: 'its gradient is what differences measure',
    broken: customDerivative({ value: reference, jvp: ([a, b], [da, db]: readonly [Tensor, Tensor]) => a.mul(b).cos().mul(a.mul(db).sub(b.mul(da))) }), // prettier-ignore
  },
  {
    breach: 'has a wrong second derivative',
    caughtBy: 'its second derivative is what differences of the first measure',
    broken: customDerivative({ value: reference, jvp: ([a, b], [da, db]: readonly [Tensor, Tensor]) => frozenCosine(a.mul(b)).mul(a.mul(db).add(b.mul(da))) }), // prettier-ignore
  },
  {
    breach: 'has a derivative that is not linear',
    caughtBy: '⟨J v, u⟩ = ⟨v, Jᵀ u⟩',
    broken: customDerivative({ value: reference, jvp: (_, [da, db]: readonly [Tensor, Tensor]) => da.mul(db) }),
  },
  {
    breach: 'mixes examples of a batch',
    caughtBy: 'a batch is a loop',
    broken: (a, b) => right(a, b).add(a.dataSync().length === 3 ? 0 : 1),
  },
];

test.each(breaches.map((one) => [one.breach, one] as const))('an operation that %s is caught by name', (_, { broken, caughtBy }) => {
  expect(failing(testPrimitive(broken, { inputs, reference }))).toContain(caughtBy);
});

test('every promise is broken by one of them, and a right operation keeps them all', () => {
  const cases = testPrimitive(right, { inputs, reference });
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(cases.map(({ name }) => name).sort());
  expect(failing(cases)).toEqual([]);
  expect(isFloat(right(...(inputs() as [Tensor, Tensor])).dtype)).toBe(true);
});
