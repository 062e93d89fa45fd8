import { expect, test } from 'vitest';
import { checkOperations, customDerivative, tensor, type Tensor } from '../index.js';

const x = tensor([
  [0.3, -1.2],
  [2, 0.7],
]);
const names = (f: (x: Tensor) => Tensor, verdict: string): string[] =>
  checkOperations(f, x)
    .filter((check) => check.verdict === verdict)
    .map(({ operation }) => operation);

test('the rules of a whole network are right, operation by operation', () => {
  const network = (x: Tensor) => x.matmul(x).add(1).tanh().exp().mean(0).max().mul(x.sum()).sin();
  expect(checkOperations(network, x).map(({ operation, verdict }) => `${operation} ${verdict}`)).toEqual(
    ['matmul', 'add', 'tanh', 'exp', 'sum', 'div', 'extreme', 'sum', 'mul', 'sin'].map((name) => `${name} ok`),
  );
});
test.each([
  ['a wrong factor', ([x]: readonly [Tensor], [t]: readonly [Tensor]) => x.mul(t)],
  ['a wrong sign', ([x]: readonly [Tensor], [t]: readonly [Tensor]) => x.mul(t).mul(-2)],
  ['a factor wrong by a thousandth', ([x]: readonly [Tensor], [t]: readonly [Tensor]) => x.mul(t).mul(2.002)],
])('%s in one rule is named, and nothing else is', (_, jvp) => {
  const square = customDerivative({ value: (x: Tensor) => x.mul(x), jvp });
  const f = (x: Tensor) => square(x.sin()).mul(3).sum();
  expect(names(f, 'wrong')).toEqual(['customJvp']);
  expect(names(f, 'ok')).toEqual(['sin', 'mul', 'sum']);
});
test('a wrong vjp is named too', () => {
  const square = customDerivative({ value: (x: Tensor) => x.mul(x), vjp: ([x], g: Tensor): [Tensor] => [x.mul(g)] });
  expect(names((x) => square(x).sum(), 'wrong')).toEqual(['customVjp']);
});
