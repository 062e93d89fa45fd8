import { describe, expect, it } from 'vitest';
import { foldIn, key, normal, permutation, randomBits, split, threefry2x32, uniform, type Key } from '../index.js';

const hex = (words: ArrayLike<number>): string[] => Array.from(words, (word) => word.toString(16).padStart(8, '0'));

describe('threefry-2×32', () => {
  // Random123 1.14, tests/kat_vectors: threefry2x32, 20 rounds.
  it.each([
    [
      [0, 0],
      [0, 0],
      ['6b200159', '99ba4efe'],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ['1cb996fc', 'bb002be7'],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      ['c4923a9c', '483df7a0'],
    ],
  ])('of key %j and counter %j is %j', ([k0, k1], [c0, c1], expected) => {
    expect(hex(threefry2x32(k0!, k1!, c0!, c1!))).toEqual(expected);
  });

  it('is a bijection of the counter', () => {
    const seen = new Set(Array.from({ length: 10_000 }, (_, i) => threefry2x32(1, 2, i, 3).join()));
    expect(seen.size).toBe(10_000);
  });
});

describe('keys', () => {
  it('come from integers alone', () => {
    expect(key(5)).toEqual([0, 5]);
    expect(key(2 ** 40 + 7)).toEqual([256, 7]);
    expect(key(-1)).toEqual([0xffffffff, 0xffffffff]);
    expect(() => key(0.5)).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [key] a seed is an integer, not 0.5]`);
    expect(() => key(NaN)).toThrow(/seed/);
    expect(() => key(2 ** 60)).toThrow(/seed/);
  });

  it('split into as many as asked for, the first ones being the same however many', () => {
    expect(split(key(1), 3)).toHaveLength(3);
    expect(split(key(1), 3)).toEqual(split(key(1), 5).slice(0, 3));
    expect(split(key(1))).toHaveLength(2);
  });

  it('drawn from one key in every way are all different', () => {
    const parent = key(42);
    const children: Key[] = [
      parent,
      ...split(parent, 1000),
      ...Array.from({ length: 1000 }, (_, i) => foldIn(parent, i)),
      ...['a', 'b', 'dropout'].map((name) => foldIn(parent, name)),
    ];
    expect(new Set(children.map(String)).size).toBe(children.length);
    const words = new Set(hex(randomBits(parent, 2000)));
    for (const child of children.slice(1)) expect(words.has(hex(child)[0]!) && words.has(hex(child)[1]!)).toBe(false);
  });

  it('give independent numbers: correlations of children are small', () => {
    const n = 4096;
    const columns = [...split(key(3), 4), foldIn(key(3), 0), foldIn(key(3), 1), key(3), key(4)].map((child) => normal(child, [n]).data);
    for (const [i, a] of columns.entries())
      for (const b of columns.slice(i + 1)) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += a[k]! * b[k]!;
        expect(Math.abs(sum / Math.sqrt(n))).toBeLessThan(4.5);
      }
  });

  it('fold in places that differ beyond 32 bits, or below zero, as places of their own', () => {
    const places = [0, -1, 2 ** 32, 2 ** 32 - 1, 2 ** 33];
    expect(new Set(places.map((place) => foldIn(key(1), place).join())).size).toBe(places.length);
    expect(() => foldIn(key(1), 0.5)).toThrow(/integer/);
    expect(() => foldIn(key(1), NaN)).toThrow(/integer/);
  });
});

/** The largest distance between the empirical and the true distribution function, times √n. */
function kolmogorov(sample: ArrayLike<number>, distribution: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  let largest = 0;
  for (const [i, x] of sorted.entries())
    largest = Math.max(largest, Math.abs(distribution(x) - i / sorted.length), Math.abs((i + 1) / sorted.length - distribution(x)));
  return largest * Math.sqrt(sorted.length);
}

const moments = (sample: ArrayLike<number>): { mean: number; variance: number } => {
  const values = Array.from(sample);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length };
};

const n = 200_000;
/** Exceeded by one sample in a million. */
const rare = 2.7;

describe('uniform numbers', () => {
  it.each(['float32', 'float64'] as const)('of %s are uniform on [0, 1)', (dtype) => {
    const { data } = uniform(key(1), [n], { dtype });
    const { mean, variance } = moments(data);
    expect(Math.abs(mean - 0.5) / Math.sqrt(1 / 12 / n)).toBeLessThan(5);
    expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / n)).toBeLessThan(5);
    expect(kolmogorov(data, (x) => x)).toBeLessThan(rare);
    expect(data.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it('have the recorded bits', () => {
    expect(Array.from(uniform(key(7), [3]).data)).toMatchInlineSnapshot(`
      [
        0.8441069458065502,
        0.4261604167918227,
        0.6504592527309165,
      ]
    `);
    expect(Array.from(uniform(key(7), [3], { dtype: 'float32' }).data)).toMatchInlineSnapshot(`
      [
        0.844106912612915,
        0.42616039514541626,
        0.6504592299461365,
      ]
    `);
  });

  it('have the shape asked for', () => {
    expect(uniform(key(1), [2, 3]).shape).toEqual([2, 3]);
    expect(uniform(key(1), []).shape).toEqual([]);
    expect(uniform(key(1), [0]).data).toHaveLength(0);
    expect(uniform(key(1), [1], { dtype: 'float32' }).dtype).toBe('float32');
    for (const shape of [[-1], [0.5], [NaN]]) expect(() => uniform(key(1), shape)).toThrow(/shape|size/);
  });
});

describe('normal numbers', () => {
  // Abramowitz and Stegun 7.1.26: within 1.5e-7.
  const distribution = (x: number): number => {
    const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
    const tail =
      0.5 * t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-x * x) / 2);
    return x > 0 ? 1 - tail : tail;
  };

  it.each(['float32', 'float64'] as const)('of %s are normal', (dtype) => {
    const { data } = normal(key(2), [n], { dtype });
    const { mean, variance } = moments(data);
    expect(Math.abs(mean) * Math.sqrt(n)).toBeLessThan(5);
    expect(Math.abs(variance - 1) / Math.sqrt(2 / n)).toBeLessThan(5);
    expect(kolmogorov(data, distribution)).toBeLessThan(rare);
    const fourth = moments(Array.from(data, (x) => x * x)).variance + variance ** 2;
    expect(Math.abs(fourth - 3) / Math.sqrt(96 / n)).toBeLessThan(5);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('have the recorded bits', () => {
    expect(Array.from(normal(key(7), [4]).data)).toMatchInlineSnapshot(`
      [
        -0.5592566699813819,
        1.0817709207136292,
        0.866285764544199,
        -0.8415749469784014,
      ]
    `);
    expect(Array.from(normal(key(7), [4], { dtype: 'float32' }).data)).toMatchInlineSnapshot(`
      [
        -0.5592566728591919,
        1.081770896911621,
        0.8662857413291931,
        -0.8415749669075012,
      ]
    `);
  });
});

describe('permutations', () => {
  it('have every integer once', () => {
    for (const size of [0, 1, 2, 7, 1000])
      expect(Array.from(permutation(key(size), size).data).sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
  });

  it('are all equally likely', () => {
    const counts = new Map<string, number>();
    const trials = 12_000;
    for (const child of split(key(9), trials)) {
      const order = permutation(child, 4).data.join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const expected = trials / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom; exceeded once in 10⁶.
    expect(chiSquare).toBeLessThan(70);
  });

  it('have the recorded order', () => {
    expect(Array.from(permutation(key(7), 8).data)).toMatchInlineSnapshot(`
      [
        6,
        5,
        1,
        4,
        2,
        0,
        3,
        7,
      ]
    `);
    expect(permutation(key(7), 8).dtype).toBe('int32');
  });
});
