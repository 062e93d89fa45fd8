import { ChainruleError, key } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arange,
  averagePool1d,
  averagePool2d,
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  grad,
  maxPool1d,
  maxPool2d,
  normal,
  ones,
  tensor,
  zeros,
  type Tensor,
} from '../index.js';

const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const draw = (seed: number, ...shape: number[]): Tensor => normal(key(seed), shape, { dtype: 'float64' });
const problem = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof ChainruleError) return `${error.code}: ${error.problem}`;
  }
  return 'nothing refused';
};

describe('convolution', () => {
  it('is the sum over the window, for any stride, padding, dilation and groups', () => {
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 8 }),
        small,
        small,
        small,
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        fc.constantFrom(1, 2),
        (n, k, stride, dilation, before, after, groups) => {
          fc.pre(n + before + after >= (k - 1) * dilation + 1);
          const [x, w] = [draw(1, 2, 2, n), draw(2, 2, 2 / groups, k)];
          const [xs, ws] = [numbers(x), numbers(w)];
          const result = conv1d(x, w, { stride, dilation, groups, padding: [[before, after]] });
          const length = Math.floor((n + before + after - (k - 1) * dilation - 1) / stride) + 1;
          expect(result.shape).toEqual([2, 2, length]);
          numbers(result).forEach((found, flat) => {
            const [example, o, p] = [Math.floor(flat / (2 * length)), Math.floor(flat / length) % 2, flat % length];
            let sum = 0;
            for (let c = 0; c < 2 / groups; c++)
              for (let j = 0; j < k; j++) {
                const at = p * stride + j * dilation - before;
                if (at >= 0 && at < n) sum += xs[(example * 2 + (groups === 2 ? o : c)) * n + at]! * ws[(o * (2 / groups) + c) * k + j]!;
              }
            expect(found).toBeCloseTo(sum, 12);
          });
        },
      ),
    );
  });

  it('and the transposed one are adjoint', () => {
    const options = { stride: [2, 1], dilation: [1, 2], groups: 2 } as const;
    const [x, w] = [draw(3, 2, 4, 7, 6), draw(4, 2, 2, 3, 2)];
    const y = conv2d(x, w, { ...options, padding: [1, 0] });
    const u = draw(5, ...y.shape);
    const back = convTranspose2d(u, w, { ...options, padding: [1, 0] });
    expect(back.shape).toEqual(x.shape);
    expect(back.mul(x).sum().item()).toBeCloseTo(u.mul(y).sum().item(), 10);
    expect(convTranspose1d(ones([1, 1, 2]), ones([1, 1, 3]), { stride: 2, outputPadding: 1 }).toString()).toBe(
      'f32[1, 1, 6] [[[1, 1, 2, 1, 1, 0]]]',
    );
  });

  it("'same' keeps the size divided by the stride", () => {
    expect(conv2d(zeros([1, 1, 5, 6]), zeros([1, 1, 4, 3]), { padding: 'same', stride: 2 }).shape).toEqual([1, 1, 3, 3]);
  });

  it('names what does not fit', () => {
    expect(problem(() => conv2d(zeros([1, 3, 5, 5]), zeros([2, 1, 3, 3])))).toBe(
      'shape: an input [1, 3, 5, 5] with 3 channels and kernels [2, 1, 3, 3] in 1 group do not fit',
    );
    expect(problem(() => conv2d(zeros([3, 5, 5]), zeros([2, 3, 3, 3])))).toBe('shape: an input [3, 5, 5] and kernels [2, 3, 3, 3]');
    expect(problem(() => conv1d(zeros([1, 1, 5]), zeros([1, 1, 3]), { stride: 0 }))).toContain('argument: strides [0]');
    expect(problem(() => conv1d(zeros([1, 1, 5]), zeros([1, 1, 3]), { stride: [1, 2] }))).toBe('argument: stride [1, 2] for 1 axis');
    expect(problem(() => conv1d(zeros([1, 1, 5]), zeros([1, 1, 3], { dtype: 'float64' })))).toContain('dtype: ');
    expect(conv1d(zeros([1, 1, 2]), zeros([1, 1, 3])).shape).toEqual([1, 1, 0]);
  });
});

describe('pooling', () => {
  it('gives the derivative to the first of equal elements', () => {
    const g = grad((x: Tensor) => maxPool1d(x, 3, { stride: 2 }).sum())(tensor([[[1, 5, 5, 2, 5]]]));
    expect(numbers(g)).toEqual([0, 1, 1, 0, 0]);
  });
  it('never takes padding, also of negative numbers', () => {
    expect(numbers(maxPool2d(arange(4).reshape([1, 1, 2, 2]).sub(9), 2, { stride: 1, padding: 1 }))).toEqual([
      -9, -8, -8, -7, -6, -6, -7, -6, -6,
    ]);
    expect(problem(() => maxPool1d(zeros([1, 1, 4]), 2, { padding: 2 }).shape)).toContain(
      'argument: padding [[2,2]] holds whole windows of [2]',
    );
  });
  it('averages with or without the padding', () => {
    const x = ones([1, 2, 3]);
    expect(numbers(averagePool1d(x, 2, { stride: 2, padding: [[1, 0]] }))).toEqual([0.5, 1, 0.5, 1]);
    expect(numbers(averagePool1d(x, 2, { stride: 2, padding: [[1, 0]], countPadding: false }))).toEqual([1, 1, 1, 1]);
    expect(averagePool2d(zeros([2, 3, 4, 6]), [2, 3]).shape).toEqual([2, 3, 2, 2]);
  });
});
