import { erf, hypot } from '@chainrule/core';
import { expect, test } from 'vitest';
import { compile, customDerivative, grad, hessian, scan, tensor, type Tensor, checkpoint } from './index.js';

// What users of other TypeScript tensor libraries stumble over, each as a test that passes here.

test('a branch on a traced value is refused, not taken silently', () => {
  expect(() => compile((x: Tensor) => (x.sum().item() > 0 ? x : x.neg()))(tensor([-1]))).toThrow('being traced');
});
test('gradients of an embedding work inside a compiled function', () => {
  const table = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  const g = compile(
    grad((t: Tensor) =>
      t
        .take(tensor([2, 0, 2], { dtype: 'int32' }))
        .mul(
          tensor([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
        )
        .sum(),
    ),
  )(table);
  expect([...g.dataSync()]).toEqual([3, 4, 0, 0, 6, 8]);
});
test('a float32 sum of twenty million ones is twenty million', () => {
  expect(tensor(new Float32Array(2e7).fill(1)).sum().item()).toBe(2e7);
});
test('small and large arguments keep their digits', () => {
  expect(tensor(1e-8, { dtype: 'float64' }).tanh().item()).toBe(1e-8);
  expect(tensor(1e-8).tanh().item()).toBe(Math.fround(1e-8));
});
test('float64 is float64 inside', () => {
  expect(tensor(0.1, { dtype: 'float64' }).sin().item()).toBe(Math.sin(0.1));
  expect(tensor(0.1, { dtype: 'float64' }).apply(erf).item()).toBe(0.1124629160182849);
});
test('an index out of range is an error', () => {
  expect(() =>
    tensor([1, 2])
      .take(tensor([2], { dtype: 'int32' }))
      .dataSync(),
  ).toThrow('out of range');
});
test('nothing has to be disposed, cloned or owned: a value is used as often as one likes', () => {
  const x = tensor([1, 2]);
  const y = x.mul(x).add(x).sub(x);
  expect([y.sum().item(), y.sum().item(), x.sum().item()]).toEqual([5, 5, 3]);
});
test('custom derivatives, checkpointing and scan exist and compose', () => {
  const square = customDerivative({ value: (x: Tensor) => x.mul(x), jvp: ([x], [t]: readonly [Tensor]) => x.mul(t).mul(2) });
  const f = (x: Tensor) => scan((c: Tensor) => [checkpoint(square)(c), null], x, null, { length: 2 })[0];
  expect(grad(f)(tensor(3)).item()).toBe(108);
});
test('second derivatives of sigmoid, tanh, exp and max', () => {
  const second = (f: (x: Tensor) => Tensor) => hessian((x: Tensor) => f(x).sum())(tensor([0.5], { dtype: 'float64' })).item();
  const [s, t] = [1 / (1 + Math.exp(-0.5)), Math.tanh(0.5)];
  expect(second((x) => x.neg().exp().add(1).pow(-1))).toBeCloseTo(s * (1 - s) * (1 - 2 * s), 14);
  expect(second((x) => x.tanh())).toBeCloseTo(-2 * t * (1 - t * t), 14);
  expect(second((x) => x.exp())).toBeCloseTo(Math.exp(0.5), 14);
  expect(second((x) => x.mul(x).max())).toBe(2);
});
test('the gradient of a non-scalar is an error, not a silent sum', () => {
  expect(() => grad((x: Tensor) => x.mul(2))(tensor([1, 2]))).toThrow('needs one floating-point number');
});
test('the gradient of the length of a zero vector is zero, not NaN', () => {
  const length = (x: Tensor, y: Tensor) => x.apply(hypot, y);
  expect(grad(length, { argnums: [0, 1] })(tensor(0), tensor(0)).map((t) => t.item())).toEqual([0, 0]);
});
