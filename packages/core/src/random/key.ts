import { ChainruleError } from '../errors.js';
import { hashText } from '../expression/hash.js';
import { threefry2x32 } from './threefry.js';

/** A source of randomness as a value: the same key always gives the same numbers. Never use one twice; `split` it. */
export type Key = readonly [number, number];

/** What the second word of the counter says a block is for, so that numbers and keys drawn from one key never coincide. */
export const purpose = { bits: 0, split: 1, fold: 2, name: 3 } as const;

/**
 * The key of a seed: any integer up to 2⁵³ in size. Throws `argument` for anything else.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * key(7); // → [0, 7]
 * ```
 */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed)) throw new ChainruleError('argument', `a seed is an integer, not ${seed}`, { operation: 'key' });
  return [Math.floor(seed / 2 ** 32) >>> 0, seed >>> 0];
}

/**
 * `count` independent keys. Throws `argument` for a count that is none.
 *
 * Source: K. Claessen and M. Pałka, "Splittable pseudorandom number generators using cryptographic hashing" (2013); words by Threefry, see
 * `randomBits`.
 *
 * @example
 * ```ts
 * import { key, split, uniform } from '@chainrule/core';
 * const [forWeights, forData] = split(key(0), 2);
 * uniform(forWeights!, []).item() === uniform(forData!, []).item(); // → false
 * ```
 */
export function split(from: Key, count = 2): Key[] {
  return Array.from({ length: checkedCount(count, 'split') }, (_, i) => threefry2x32(from[0], from[1], i, purpose.split));
}

/**
 * The key for one step, epoch or named place below this key. Throws `argument` for a number that is no integer.
 *
 * @example
 * ```ts
 * import { foldIn, key, uniform } from '@chainrule/core';
 * const epochs = [0, 1].map((epoch) => uniform(foldIn(key(0), epoch), []).item());
 * epochs[0] === epochs[1]; // → false
 * ```
 */
export function foldIn(from: Key, place: number | string): Key {
  if (typeof place === 'string') return threefry2x32(from[0], from[1], hashText(place), purpose.name);
  if (!Number.isSafeInteger(place))
    throw new ChainruleError('argument', `a place is an integer or a name, not ${place}`, { operation: 'foldIn' });
  // What does not fit into one word goes beside the purpose.
  return threefry2x32(from[0], from[1], place, Math.floor(place / 2 ** 32) * 4 + purpose.fold);
}

/**
 * `count` random 32-bit words. Throws `argument` for a count that is none.
 *
 * Source: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011 (Threefry-2x32).
 *
 * @example
 * ```ts
 * import { key, randomBits } from '@chainrule/core';
 * randomBits(key(0), 4).length; // → 4
 * ```
 */
export function randomBits(from: Key, count: number): Uint32Array {
  const words = new Uint32Array(checkedCount(count, 'randomBits'));
  for (let i = 0; i < count; i += 2) {
    const [a, b] = threefry2x32(from[0], from[1], i / 2, purpose.bits);
    words[i] = a;
    if (i + 1 < count) words[i + 1] = b;
  }
  return words;
}

/** A count, checked. */
export function checkedCount(count: number, operation: string): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new ChainruleError('argument', `a count is an integer from 0, not ${count}`, { operation });
}
