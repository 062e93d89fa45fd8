import { emptyArray } from '../array/array-data.js';
import type { FloatDType } from '../array/dtype.js';
import { NdArray } from '../array/ndarray.js';
import { checkShape, sizeOf, type Shape } from '../array/shape.js';
import { portableCos, portableLog } from '../special/portable.js';
import { checkedCount, randomBits, type Key } from './key.js';

interface Options {
  /** Default float64. */
  readonly dtype?: FloatDType;
}

/** An array made from two random words per element. */
function fromWords(
  operation: string,
  key: Key,
  shape: Shape,
  { dtype = 'float64' }: Options,
  f: (a: number, b: number) => number,
): NdArray {
  checkShape(shape, operation);
  const words = randomBits(key, 2 * sizeOf(shape));
  const output = emptyArray(dtype, shape);
  for (let i = 0; i < output.data.length; i++) output.data[i] = f(words[2 * i]!, words[2 * i + 1]!);
  return new NdArray(output);
}

/**
 * Numbers uniform on [0, 1): 53 random bits each in float64, 24 in float32. Throws `shape` for a size that is none.
 *
 * @example
 * ```ts
 * import { key, uniform } from '@chainrule/core';
 * uniform(key(1), [2, 3]).shape; // → [2, 3]
 * ```
 */
export function uniform(key: Key, shape: Shape, options: Options = {}): NdArray {
  return fromWords(
    'uniform',
    key,
    shape,
    options,
    options.dtype === 'float32' ? (a) => (a >>> 8) * 2 ** -24 : (a, b) => ((a >>> 5) * 2 ** 26 + (b >>> 6)) * 2 ** -53,
  );
}

/**
 * Standard normal numbers by the Box–Muller transform, √(−2 ln u)·cos(2πv), with our own logarithm and cosine:
 * the same bits in every JavaScript engine. Throws `shape` for a size that is none.
 * Box and Muller 1958, "A note on the generation of random normal deviates".
 *
 * @example
 * ```ts
 * import { key, normal } from '@chainrule/core';
 * Math.abs(normal(key(1), [10000]).mean().item()) < 0.05; // → true
 * ```
 */
export function normal(key: Key, shape: Shape, options: Options = {}): NdArray {
  return fromWords(
    'normal',
    key,
    shape,
    options,
    (a, b) => Math.sqrt(-2 * portableLog((a + 1) * 2 ** -32)) * portableCos(2 * Math.PI * b * 2 ** -32),
  );
}

/**
 * The integers 0 … n−1 in a random order, int32 (Fisher–Yates). Throws `argument` when n is no count.
 *
 * @example
 * ```ts
 * import { key, permutation } from '@chainrule/core';
 * permutation(key(0), 5).sum().item(); // → 10
 * ```
 */
export function permutation(key: Key, n: number): NdArray {
  const order = Int32Array.from({ length: checkedCount(n, 'permutation') }, (_, i) => i);
  const draws = uniform(key, [n]).data;
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(draws[i]! * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return new NdArray({ dtype: 'int32', shape: [n], data: order });
}
