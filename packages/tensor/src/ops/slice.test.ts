import { ChainruleError } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arange, grad, pad, slice, tensor, vmap, type Tensor } from '../index.js';

const x = arange(24).reshape([2, 3, 4]);
const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const refusal = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof ChainruleError) return `${error.code} ${error.message}`;
  }
  return 'nothing refused';
};

describe('slice', () => {
  it('drops the axes of single elements, keeps those of ranges, adds new ones', () => {
    expect(slice(x, 1, -1).shape).toEqual([4]);
    expect(numbers(slice(x, 1, -1, [1, 3]))).toEqual([21, 22]);
    expect(slice(x, '...', 0).shape).toEqual([2, 3]);
    expect(slice(x, null, 0, null, '...', null).shape).toEqual([1, 1, 3, 4, 1]);
    expect(slice(x).shape).toEqual([2, 3, 4]);
  });

  it('takes integers of a tensor along an axis', () => {
    const picked = slice(x, 0, tensor([2, 0], { dtype: 'int32' }), [null, null, -2]);
    expect(picked.toString()).toBe('f32[2, 2] [[11, 9],\n [3, 1]]');
  });

  it('gives what NumPy gives for any range', () => {
    // NumPy's rule, counted out one by one.
    const expected = (n: number, from: number | null, to: number | null, step: number): number[] => {
      const clamp = (at: number): number => (at < 0 ? Math.max(at + n, step > 0 ? 0 : -1) : Math.min(at, step > 0 ? n : n - 1));
      const found: number[] = [];
      const stop = to === null ? (step > 0 ? n : -1) : clamp(to);
      for (let i = from === null ? (step > 0 ? 0 : n - 1) : clamp(from); step > 0 ? i < stop : i > stop; i += step) found.push(i);
      return found;
    };
    const place = fc.option(fc.integer({ min: -8, max: 8 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), place, place, fc.constantFrom(-3, -2, -1, 1, 2, 3), (n, from, to, step) => {
        expect(numbers(slice(arange(n), [from, to, step]))).toEqual(expected(n, from, to, step));
      }),
    );
  });

  it('names the element that is not there', () => {
    expect(refusal(() => slice(x, 2))).toBe(
      'index [slice] element 2 of axis 0, which has 2\n  hint: they go from 0 to 1, or from −2 to −1',
    );
    expect(refusal(() => slice(x, 0, 0, 0, 0))).toBe('index [slice] 4 places for the 3 axes of [2, 3, 4]');
    expect(refusal(() => slice(x, [0, 2, 0]))).toContain('argument [slice] a range from 0 to 2 in steps of 0');
    expect(refusal(() => slice(x, tensor([5], { dtype: 'int32' })).dataSync())).toContain(
      'index [take] index 5 is out of range for 2 rows',
    );
  });

  it('is differentiated and batched', () => {
    expect(
      numbers(
        grad((t: Tensor) =>
          slice(t, [null, null, -2])
            .mul(tensor([1, 10]))
            .sum(),
        )(arange(4)),
      ),
    ).toEqual([0, 10, 0, 1]);
    expect(numbers(vmap((t: Tensor) => slice(t, -1, 0))(x))).toEqual([8, 20]);
  });
});

describe('pad', () => {
  it('puts any number around, also infinity', () => {
    expect(numbers(pad(tensor([1, 2]), [[1, 1]], -Infinity))).toEqual([-Infinity, 1, 2, -Infinity]);
    expect(refusal(() => pad(x, [[1, 1]]))).toContain('argument [pad] widths [[1,1]] for the axes of [2, 3, 4]');
  });
});
