import { describe, expect, it } from 'vitest';
import {
  all,
  any,
  cumulativeProduct,
  grad,
  hessian,
  logSoftmax,
  logsumexp,
  norm,
  product,
  softmax,
  standardDeviation,
  tensor,
  variance,
  zeros,
  type Tensor,
} from '../index.js';

const f64 = (data: number[] | number[][]): Tensor => tensor(data, { dtype: 'float64' });
const numbers = (t: Tensor): number[] => Array.from(t.dataSync());

describe('the norm', () => {
  it.each([0.5, 1, 1.5, 2, 3, Infinity])('p = %d has gradient 0 at 0', (p) => {
    const g = numbers(grad((x: Tensor) => norm(x, undefined, { p }))(zeros([3], { dtype: 'float64' })));
    expect(g.every(Number.isFinite)).toBe(true);
    if (p !== Infinity) expect(g).toEqual([0, 0, 0]);
  });

  it('of rows, of which one is zero', () => {
    const x = f64([
      [3, 4],
      [0, 0],
    ]);
    expect(numbers(norm(x, 1))).toEqual([5, 0]);
    expect(
      numbers(
        grad((t: Tensor) => norm(t, 1).sum())(x)
          .mul(5)
          .cast('float32'),
      ),
    ).toEqual([3, 4, 0, 0]);
    expect(numbers(norm(x, [0, 1], { p: 0 }))).toEqual([2]);
    expect(norm(x, 1, { p: -Infinity, keepDims: true }).shape).toEqual([2, 1]);
    expect(() => norm(tensor([1], { dtype: 'int32' }))).toThrow('the norm of int32');
  });
});

describe('products', () => {
  it('have right gradients and second derivatives with zeros', () => {
    expect(numbers(grad((x: Tensor) => product(x))(f64([2, 0, 3])))).toEqual([0, 6, 0]);
    expect(numbers(grad((x: Tensor) => product(x))(f64([0, 0, 3])))).toEqual([0, 0, 0]);
    expect(numbers(hessian((x: Tensor) => product(x))(f64([0, 0, 3])))).toEqual([0, 3, 0, 3, 0, 0, 0, 0, 0]);
    expect(numbers(grad((x: Tensor) => cumulativeProduct(x).sum())(f64([2, 0, 3])))).toEqual([1, 8, 0]);
  });
});

describe('logsumexp and softmax', () => {
  it('neither overflow nor underflow', () => {
    expect(logsumexp(f64([-1000, -1000])).item()).toBeCloseTo(-1000 + Math.LN2, 12);
    expect(logsumexp(f64([-Infinity, -Infinity])).item()).toBe(-Infinity);
    expect(logsumexp(f64([Infinity, 1])).item()).toBe(Infinity);
    expect(numbers(logSoftmax(f64([0, 1000])))).toEqual([-1000, 0]);
    expect(numbers(softmax(f64([0, 1000])))).toEqual([0, 1]);
    expect(numbers(grad((x: Tensor) => logsumexp(x))(f64([0, 1000])))).toEqual([0, 1]);
  });
});

describe('spread', () => {
  it('is of the population unless told otherwise; the deviation of equal numbers has gradient 0', () => {
    const x = f64([1, 2, 3, 4]);
    expect(variance(x).item()).toBe(1.25);
    expect(variance(x, 0, { correction: 1 }).item()).toBeCloseTo(5 / 3, 14);
    expect(numbers(grad((t: Tensor) => standardDeviation(t))(f64([2, 2, 2])))).toEqual([0, 0, 0]);
  });
});

describe('truth', () => {
  it('of any and all, of nothing too', () => {
    const x = tensor([
      [0, 1],
      [2, 3],
    ]);
    expect([numbers(any(x, 1)), numbers(all(x, 1))]).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect([any(zeros([0])).item(), all(zeros([0])).item()]).toEqual([0, 1]);
    expect(any(x).dtype).toBe('bool');
  });
});
