/**
 * A 32-bit hash of a text (FNV-1a, finished by `mix`): what `foldIn` makes of a name, for whoever folds names in code of its own.
 * Fowler, Noll and Vo, "The FNV non-cryptographic hash algorithm" (IETF draft).
 *
 * @example
 * ```ts
 * import { foldIn, hashText, threefry2x32 } from '@chainrule/core';
 * foldIn([0, 1], 'dropout').join() === threefry2x32(0, 1, hashText('dropout'), 3).join(); // → true
 * ```
 */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h, text.length);
}

/** Stirs a value into a hash; the order of mixing matters. */
export function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h + 0x6d2b79f5, 0x85ebca6b);
  return h ^ (h >>> 13);
}

const scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** A 32-bit hash of a double by its bits: 0 and −0 differ, every NaN is the same. */
export function hashNumber(value: number): number {
  if ((value | 0) === value && !Object.is(value, -0)) return mix(0, value);
  scratch.setFloat64(0, Number.isNaN(value) ? NaN : value);
  return mix(scratch.getInt32(0), scratch.getInt32(4));
}
