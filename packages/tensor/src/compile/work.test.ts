import { expect, test } from 'vitest';
import { checkpoint, cond, conv2d, grad, ones, scan, solve, tensor, trace, workOf, type Tensor } from '../index.js';

const operations = (f: (...args: Tensor[]) => unknown, ...args: Tensor[]): number => workOf(trace(f, ...args)).operations;

test('a product, its formula and its sum, by hand', () => {
  const [w, x] = [ones([8, 4]), ones([32, 8])];
  expect(workOf(trace((a: Tensor, b: Tensor) => b.matmul(a), w, x))).toEqual({
    operations: 2 * 32 * 8 * 4,
    bytes: 4 * (32 * 8 + 8 * 4 + 32 * 4),
  });
  expect(operations((a) => a.mul(2).add(1).exp(), w)).toBe(3 * 32);
  expect(operations((a) => a.sum(), w)).toBe(32);
  expect(workOf(trace((a: Tensor) => a.reshape([32]), w))).toEqual({ operations: 0, bytes: 0 });
});

test('backwards a product is two products', () => {
  const loss = (a: Tensor, b: Tensor): Tensor => b.matmul(a).sum();
  const [both, forwards] = [
    operations((a, b) => grad((p: { a: Tensor; b: Tensor }) => loss(p.a, p.b))({ a, b }), ones([8, 4]), ones([32, 8])),
    2 * 32 * 8 * 4,
  ];
  expect(both).toBeGreaterThanOrEqual(2 * forwards);
  expect(both).toBeLessThan(2.2 * forwards);
});

test('a convolution of single places is a product; groups divide it', () => {
  const x = ones([2, 6, 5, 5]);
  expect(operations((a, w) => conv2d(a, w), x, ones([4, 6, 1, 1]))).toBe(2 * 4 * 6 * (2 * 25));
  expect(operations((a, w) => conv2d(a, w, { groups: 2 }), x, ones([4, 3, 1, 1]))).toBe(4 * 6 * (2 * 25));
});

test('a scan is its body as often as it is long, a checkpoint once', () => {
  const body = (carry: Tensor): [Tensor, Tensor] => [carry.mul(2).add(1), carry];
  expect(operations((a) => scan(body, a, undefined as never, { length: 7 })[0], ones([3]))).toBe(7 * 2 * 3);
  expect(operations((a) => checkpoint((b: Tensor) => b.exp())(a), ones([3]))).toBe(3);
});

test('a solution of n equations is 2n³/3 for the factors and 2n² a column', () => {
  const n = 6;
  expect(operations((a, b) => solve(a, b), ones([n, n]), ones([n, 2]))).toBe((2 / 3) * n ** 3 + 2 * n * n * 2);
});

test('what depends on the numbers is refused', () => {
  expect(() =>
    operations(
      (a) =>
        cond(
          a.sum().greater(0),
          (b: Tensor) => b,
          (b: Tensor) => b.exp(),
          a,
        ),
      tensor([1]),
    ),
  ).toThrow('what cond costs is not known');
});
