import { ndarray } from '@chainrule/core';
import { checkGradient } from '@chainrule/numeric';
import { checkOperations, customDerivative, objective, tensor, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';

interface Params {
  readonly w: Tensor;
  readonly b: Tensor;
}
const x = tensor(
  [
    [0.5, -1],
    [2, 0.3],
    [1, 1],
  ],
  { dtype: 'float64' },
);
const loss = (p: Params): Tensor => x.matmul(p.w).add(p.b).tanh().pow(2).mean();
const at = { w: ndarray([[0.1], [-0.4]]), b: ndarray([0.2]) };

test('the gradient check takes any function of tensors', () => {
  const report = checkGradient(objective(loss), at);
  expect(report.verdict).toBe('ok');
  expect(report.rows.map(({ name }) => name)).toEqual(['w', 'b']);
});

test('a wrong rule is noticed by the gradient check, and named by the check of operations', () => {
  const wrong = customDerivative({ value: (t: Tensor) => t.tanh(), jvp: ([t], [d]: readonly [Tensor]) => t.tanh().mul(d) });
  const broken = (p: Params): Tensor => wrong(x.matmul(p.w).add(p.b)).pow(2).mean();
  expect(checkGradient(objective(broken), at).verdict).toBe('wrong');
  const checks = checkOperations(broken, { w: tensor(at.w), b: tensor(at.b) });
  expect(checks.filter(({ verdict }) => verdict === 'wrong').map(({ operation }) => operation)).toEqual(['customJvp']);
});
