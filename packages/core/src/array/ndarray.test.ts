import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocate,
  atan2,
  broadcastShapes,
  bytesPerElement,
  clip,
  dtypeOf,
  dtypes,
  isFloat,
  kernels,
  ndarray,
  NdArray,
  roundTo,
  sizeOf,
  tanh,
  type DType,
  type Value,
} from '../index.js';

describe('ndarray', () => {
  it('takes numbers, nested numbers and typed arrays', () => {
    expect(ndarray(3)).toMatchObject({ shape: [], dtype: 'float64' });
    expect(ndarray([[1, 2, 3]])).toMatchObject({ shape: [1, 3], dtype: 'float64' });
    expect(ndarray([]).shape).toEqual([0]);
    expect(ndarray([[], []]).shape).toEqual([2, 0]);
    expect(ndarray(new Uint8Array([0, 1])).dtype).toBe('bool');
    expect(ndarray(new Float32Array(6), { shape: [2, 3] })).toMatchObject({ shape: [2, 3], dtype: 'float32' });
    expect(Array.from(ndarray([0.1], { dtype: 'float32' }).data)).toEqual([Math.fround(0.1)]);
    expect(Array.from(ndarray([2, 0, -1], { dtype: 'bool' }).data)).toEqual([1, 0, 1]);
  });

  it('copies what it is given', () => {
    const data = new Float64Array([1, 2]);
    const array = ndarray(data);
    data[0] = 9;
    expect(array.data[0]).toBe(1);
  });

  it('refuses ragged rows, wrong sizes and what is no shape', () => {
    expect(() => ndarray([[1, 2], [3]])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [ndarray] row 1 has shape [1], the rows before it [2]]`,
    );
    expect(() => ndarray([[1], 2])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [ndarray] row 1 has shape [], the rows before it [1]]`,
    );
    expect(() => ndarray([1, 2, 3], { shape: [2, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [ndarray] 3 numbers do not fill shape [2, 2]]`,
    );
    expect(() => ndarray([1, 2, 3, 4, 5, 6], { shape: [-2, -3] })).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [ndarray] [-2, -3] is no shape
        hint: sizes are integers from 0]
    `);
    expect(() => ndarray(new Int16Array(2) as unknown as Int32Array)).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [ndarray] a Int16Array is no array of float32, float64, int32, uint32, bool]`,
    );
  });

  it('takes a large flat array without running out of stack', () => {
    expect(ndarray(Array.from({ length: 300_000 }, (_, i) => i)).data).toHaveLength(300_000);
  });

  it('prints nested, cut in the middle when long', () => {
    expect(
      ndarray([
        [1, -0],
        [0.1, NaN],
      ]).toString(),
    ).toMatchInlineSnapshot(`
      "[[1, -0],
       [0.1, NaN]]"
    `);
    expect(ndarray(Array.from({ length: 200 }, (_, i) => i)).toString()).toMatchInlineSnapshot(`"[0, 1, 2, …, 197, 198, 199]"`);
    expect(ndarray([true, false].map(Number), { dtype: 'bool' }).toString()).toBe('[true, false]');
    expect(ndarray(0.1).toString()).toBe('0.1');
  });
});

describe('element types', () => {
  it('are known of typed arrays', () => {
    for (const dtype of dtypes) {
      expect(dtypeOf(allocate(dtype, 2))).toBe(dtype);
      expect(bytesPerElement(dtype)).toBe(allocate(dtype, 1).BYTES_PER_ELEMENT);
    }
    expect(dtypes.filter(isFloat)).toEqual(['float32', 'float64']);
  });

  it('round as their arrays do', () => {
    fc.assert(
      fc.property(fc.constantFrom<DType>('float32', 'float64', 'int32', 'uint32'), fc.double(), (dtype, x) => {
        const array = allocate(dtype, 1);
        array[0] = x;
        expect(roundTo(dtype, x)).toBe(array[0]);
      }),
    );
    expect([0, -0, 0.5, NaN].map((x) => roundTo('bool', x))).toEqual([0, 0, 1, 1]);
  });

  it('do not mix; numbers take the type of the array', () => {
    const [f32, f64, i32, bool] = (['float32', 'float64', 'int32', 'bool'] as const).map((dtype) => ndarray([1, 2], { dtype })) as [
      NdArray,
      NdArray,
      NdArray,
      NdArray,
    ];
    expect(f32.add(0.1)).toMatchObject({ dtype: 'float32', data: new Float32Array([1.1, 2.1]) });
    expect(i32.mul(3)).toMatchObject({ dtype: 'int32', data: new Int32Array([3, 6]) });
    expect(f32.greater(1).dtype).toBe('bool');
    expect(bool.where(f32, 0).dtype).toBe('float32');
    expect(bool.where(0, i32).dtype).toBe('int32');
    expect(bool.where(1, 2).dtype).toBe('float64');
    expect(bool.sum().dtype).toBe('int32');
    expect(() => f32.add(f64)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] element types float32 and float64 do not mix
        hint: cast one of them: .cast('float64')]
    `);
    expect(() => i32.add(f32)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] element types int32 and float32 do not mix
        hint: cast one of them: .cast('float32')]
    `);
    expect(() => i32.sqrt()).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [sqrt] sqrt of int32 is not an integer
        hint: cast it first: .cast('float32')]
    `);
    expect(() => i32.div(2)).toThrow(/int32 is not an integer/);
    expect(() => bool.add(bool)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] add of bool is not a number
        hint: cast it first: .cast('float32')]
    `);
    expect(() => i32.mean()).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [mean] the mean of int32 is not an integer
        hint: cast it first: .cast('float64')]
    `);
    expect(() => f32.matmul(f64)).toThrow(/at least two axes/);
    expect(() => f32.reshape([1, 2]).matmul(f64.reshape([2, 1]))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [matmul] element types float32 and float64 do not mix
        hint: cast one of them: .cast('float32')]
    `);
    expect(() => f32.take(f32)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [take] indices are float32
        hint: cast them: .cast('int32')]
    `);
  });
});

describe('shapes', () => {
  it('broadcast as one by one', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const rank = Math.max(a.length, b.length);
        const pad = (s: number[]): number[] => [...new Array<number>(rank - s.length).fill(1), ...s];
        const [x, y] = [pad(a), pad(b)];
        const fits = x.every((n, i) => n === y[i] || n === 1 || y[i] === 1);
        if (fits) expect(broadcastShapes('f', a, b)).toEqual(x.map((n, i) => (n === 1 ? y[i] : n)));
        else expect(() => broadcastShapes('f', a, b)).toThrow(/do not broadcast/);
      }),
    );
  });

  it('that do not fit are named with their operation', () => {
    const [a, b] = [ndarray([[1, 2, 3]]), ndarray([[1], [2]])];
    expect(() => ndarray([1, 2]).add(ndarray([1, 2, 3]))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] shapes [2] and [3] do not broadcast
        hint: axis -1 has sizes 2 and 3: they must be equal, or one of them 1]
    `);
    expect(() => a.matmul(b)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [matmul] cannot multiply [1, 3] by [2, 1]: the last axis of the first (3) must equal the second-to-last of the second (2)
        hint: check which axis holds the features]
    `);
    expect(() => ndarray([1, 2]).matmul(b)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [matmul] cannot multiply [2] by [2, 1]: both need at least two axes
        hint: reshape a vector to [n, 1] or [1, n]]
    `);
    expect(() => a.reshape([2, 2])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [reshape] [1, 3] (3 elements) does not reshape to [2, 2]]`,
    );
    expect(() => a.reshape([-1, -1])).toThrow(/does not reshape/);
    expect(() => a.reshape([0, -1])).toThrow(/does not reshape/);
    expect(() => a.transpose([0, 0])).toThrow(/named twice/);
    expect(() => a.transpose([0])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [transpose] axes [0] are not an order of all 2 axes]`,
    );
    expect(() => a.sum(2)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [sum] axis 2 of a value with 2 axes
        hint: axes go from 0 to 1, or from −2 to −1]
    `);
    expect(() => a.sum([0, -2])).toThrow(/named twice/);
    expect(() => a.sum(0.5)).toThrow(/axis 0.5/);
    expect(() => ndarray(1).sum(0)).toThrow(/a scalar has no axes/);
    expect(() => a.item()).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [item] 3 elements are not one number]`);
    expect(() => ndarray([]).max()).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [max] nothing to take the max of in [0]]`);
    expect(() => ndarray(1).take(ndarray([0], { dtype: 'int32' }))).toThrow(/a scalar has no rows/);
    expect(() => b.take(ndarray([0, 2], { dtype: 'int32' }))).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [take] index 2 is out of range for 2 rows]`,
    );
    expect(() => b.take(ndarray([-1], { dtype: 'int32' }))).toThrow(/index -1/);
  });
});

describe('arithmetic', () => {
  it('never changes its operands', () => {
    const a = ndarray([
      [1, 2],
      [3, 4],
    ]);
    const before = a.data.slice();
    const all: NdArray[] = [
      a.add(1),
      a.neg(),
      a.sum(0),
      a.matmul(a),
      a.transpose(),
      a.reshape([4]),
      a.fill(7),
      a.cast('int32'),
      a.where(0, a),
      a.take(ndarray([1], { dtype: 'int32' })),
    ];
    expect(all).toHaveLength(10);
    expect(a.data).toEqual(before);
  });

  it('takes any function of the table', () => {
    const a = ndarray([0.5, -2]);
    expect(Array.from(a.tanh().data)).toEqual([Math.tanh(0.5), Math.tanh(-2)]);
    expect(a.apply(tanh).data).toEqual(a.tanh().data);
    expect(Array.from(a.apply(atan2, 3).data)).toEqual([Math.atan2(0.5, 3), Math.atan2(-2, 3)]);
    expect(Array.from(a.apply(clip, -1, 0.25).data)).toEqual([0.25, -1]);
    expect(Array.from(a.apply(clip, ndarray([[0], [1]]), 9).data)).toEqual([0.5, 0, 1, 1]);
    expect(a.fill(3).data).toEqual(new Float64Array([3, 3]));
  });

  it('rounds float32 after every operation', () => {
    const third = ndarray([1], { dtype: 'float32' }).div(3);
    expect(third.data[0]).toBe(Math.fround(1 / 3));
    expect(third.mul(3).data[0]).toBe(Math.fround(Math.fround(1 / 3) * 3));
  });

  it('does not mix with values of another kind', () => {
    const stranger = { shape: [1], dtype: 'float64' } as unknown as Value;
    expect(() => ndarray([1]).add(stranger)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] a plain array and a tensor do not mix
        hint: make a tensor of the array with tensor(array)]
    `);
  });
});

describe('sums', () => {
  it('of twenty million float32 ones are exactly twenty million', () => {
    const ones = new NdArray({ dtype: 'float32', shape: [20_000_000], data: new Float32Array(20_000_000).fill(1) });
    expect(ones.sum().item()).toBe(20_000_000);
  }, 60_000);

  it('of a million tenths are added in pairs, not one by one', () => {
    const tenths = new NdArray({ dtype: 'float64', shape: [1_000_000], data: new Float64Array(1_000_000).fill(0.1) });
    // One by one the error is 1e-6.
    expect(Math.abs(tenths.sum().item() - 100_000)).toBeLessThan(1e-9);
  });

  it('lose hardly a digit, in float32 too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }), { minLength: 1, maxLength: 500 }),
        (values) => {
          const exact = values.reduce((sum, x) => sum + BigInt(Math.round(x * 2 ** 40)), 0n);
          const size = values.reduce((sum, x) => sum + Math.abs(x), 0);
          const sum = kernels.pairwiseSum((i) => values[i]!, values.length);
          expect(Math.abs(sum - Number(exact) * 2 ** -40)).toBeLessThanOrEqual(size * 2 ** -50 + values.length * 2 ** -40);
        },
      ),
    );
  });
});

describe('mapping', () => {
  it('over any mixture of shapes is what broadcasting says', () => {
    const axis = fc.constantFrom(1, 2, 3);
    fc.assert(
      fc.property(
        fc.array(axis, { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(3), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })), { minLength: 1, maxLength: 3 }),
        (full, cuts) => {
          const shapes = cuts.map(([dropped, ones]) => full.slice(Math.min(dropped, full.length)).map((n, i) => (ones[i] ? 1 : n)));
          const inputs = shapes.map((shape, k) => ({
            dtype: 'float64' as const,
            shape,
            data: new Float64Array(sizeOf(shape)).map((_, i) => (k + 1) * 100 + i),
          }));
          const shape = broadcastShapes('f', ...shapes);
          const weigh = (...args: number[]): number => args.reduce((sum, x, k) => sum + x * 1000 ** k, 0);
          const output = kernels.mapWith(weigh, inputs, {
            dtype: 'float64',
            shape,
            data: new Float64Array(sizeOf(shape)),
          });
          const at = ({ shape: own, data }: (typeof inputs)[number], place: number[]): number => {
            const mine = place.slice(place.length - own.length);
            return data[own.reduce((offset, n, i) => offset * n + (n === 1 ? 0 : mine[i]!), 0)]!;
          };
          for (let i = 0; i < output.data.length; i++) {
            const place = shape.map((_, k) => Math.floor(i / shape.slice(k + 1).reduce((a, b) => a * b, 1)) % shape[k]!);
            expect(output.data[i]).toBe(inputs.reduce((sum, input, k) => sum + at(input, place) * 1000 ** k, 0));
          }
        },
      ),
    );
  });
});
