import { ChainruleError } from '../errors.js';
import { hashText } from '../expression/hash.js';
import { threefry2x32 } from './threefry.js';

/** A source of randomness as a value: the same key always gives the same numbers. Never use one twice; `split` it. */
export type Key = readonly [number, number];

/** What the second word of the counter says a block is for, so that numbers and keys drawn from one key never coincide. */
export const purpose = { bits: 0, split: 1, fold: 2 } as const;

/** The key of a seed: any integer up to 2⁵³ in size. Throws `argument` for anything else. */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed)) throw new ChainruleError('argument', `a seed is an integer, not ${seed}`, { operation: 'key' });
  return [Math.floor(seed / 2 ** 32) >>> 0, seed >>> 0];
}

/**
 * `count` independent keys.
 *
 * @example
 * ```ts
 * import { key, split, uniform } from '@chainrule/core';
 * const [forWeights, forData] = split(key(0), 2);
 * uniform(forWeights!, []).item() === uniform(forData!, []).item(); // → false
 * ```
 */
export function split(from: Key, count = 2): Key[] {
  return Array.from({ length: count }, (_, i) => threefry2x32(from[0], from[1], i, purpose.split));
}

/** The key for one step, epoch or named place below this key. */
export function foldIn(from: Key, place: number | string): Key {
  return threefry2x32(from[0], from[1], typeof place === 'string' ? hashText(place) : place >>> 0, purpose.fold);
}

/** `count` random 32-bit words. */
export function randomBits(from: Key, count: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let i = 0; i < count; i += 2) {
    const [a, b] = threefry2x32(from[0], from[1], i / 2, purpose.bits);
    words[i] = a;
    if (i + 1 < count) words[i + 1] = b;
  }
  return words;
}
