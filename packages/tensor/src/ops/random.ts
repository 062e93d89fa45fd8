import { floor, sizeOf, type FloatDType, type Key, type Shape } from '@chainrule/core';
import { tensor } from '../create.js';
import { foldInKeys, randomBits as bits, randomNormal, splitKeys } from '../primitives/random.js';
import { slice } from '../primitives/slice.js';
import { Tensor } from '../tensor.js';

/** A key as core has it, or as a tensor of two words, which a compiled function takes as an input. */
export type KeyLike = Key | Tensor;

interface Options<D extends FloatDType> {
  /** Default float32. */
  readonly dtype?: D;
}

/**
 * A key as a tensor: what goes into compiled functions and is split inside of them.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { keyTensor } from '@chainrule/tensor';
 * keyTensor(key(0)).shape; // → [ 2 ]
 * ```
 */
export const keyTensor = (key: KeyLike): Tensor<'uint32'> =>
  key instanceof Tensor ? (key as Tensor<'uint32'>) : tensor(Uint32Array.from(key), { dtype: 'uint32' });

/**
 * `count` independent keys, one a row.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { splitKey } from '@chainrule/tensor';
 * splitKey(key(0), 3).shape; // → [ 3, 2 ]
 * ```
 */
export function splitKey(key: KeyLike, count = 2): Tensor<'uint32'> {
  const from = keyTensor(key);
  return from.bind(splitKeys, [from], { count }) as Tensor<'uint32'>;
}

/**
 * The key for one step or named place below this key: as core's `foldIn`, or with a tensor of integers for as many keys.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { foldInKey } from '@chainrule/tensor';
 * foldInKey(key(0), 'dropout').shape; // → [ 2 ]
 * ```
 */
export function foldInKey(key: KeyLike, place: number | string | Tensor): Tensor<'uint32'> {
  const from = keyTensor(key);
  const folded =
    place instanceof Tensor
      ? from.bind(foldInKeys, [from, place.reshape([...place.shape, 1])], {})
      : from.bind(foldInKeys, [from], { place });
  return folded as Tensor<'uint32'>;
}

/**
 * `count` random words: the same as core's `randomBits` gives for the key.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { randomBits } from '@chainrule/tensor';
 * randomBits(key(0), 4).shape; // → [ 4 ]
 * ```
 */
export function randomBits(key: KeyLike, count: number): Tensor<'uint32'> {
  const from = keyTensor(key);
  return from.bind(bits, [from], { count }) as Tensor<'uint32'>;
}

/**
 * Numbers uniform on [0, 1): the same bits as core's `uniform` gives for the key, also in a compiled function.
 *
 * @example
 * ```ts
 * import { key, uniform as plain } from '@chainrule/core';
 * import { uniform } from '@chainrule/tensor';
 * uniform(key(0), [], { dtype: 'float64' }).item() === plain(key(0), []).item(); // → true
 * ```
 */
export function uniform<D extends FloatDType = 'float32'>(key: KeyLike, shape: Shape, options: Options<D> = {}): Tensor<D> {
  const dtype: FloatDType = options.dtype ?? 'float32';
  const words = randomBits(key, 2 * sizeOf(shape)).reshape([...keyTensor(key).shape.slice(0, -1), sizeOf(shape), 2]);
  const zeros = words.shape.map(() => 0);
  const word = (at: number): Tensor =>
    words.bind(slice, [words], { starts: zeros.with(-1, at), steps: zeros.map(() => 1), counts: words.shape.with(-1, 1) }).cast('float64');
  // Whole numbers below 2⁵³ and powers of two: exact.
  const high = (bitsKept: number, at: number): Tensor =>
    word(at)
      .mul(2 ** (bitsKept - 32))
      .apply(floor);
  const numbers =
    dtype === 'float32'
      ? high(24, 0).mul(2 ** -24)
      : high(27, 0)
          .mul(2 ** 26)
          .add(high(26, 1))
          .mul(2 ** -53);
  return numbers.reshape([...words.shape.slice(0, -2), ...shape]).cast(dtype) as Tensor<D>;
}

/**
 * Standard normal numbers: the same bits as core's `normal` gives for the key, also in a compiled function.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { normal } from '@chainrule/tensor';
 * normal(key(0), [2, 3]).shape; // → [ 2, 3 ]
 * ```
 */
export function normal<D extends FloatDType = 'float32'>(key: KeyLike, shape: Shape, options: Options<D> = {}): Tensor<D> {
  const from = keyTensor(key);
  const drawn = from.bind(randomNormal, [from], { count: sizeOf(shape), dtype: options.dtype ?? 'float32' });
  return drawn.reshape([...from.shape.slice(0, -1), ...shape]) as Tensor<D>;
}
