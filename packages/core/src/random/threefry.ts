const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const parity = 0x1bd11bda;

/**
 * Threefry-2×32 with 20 rounds: two random words from a key of two words and a counter of two words.
 * Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
 *
 * @example
 * ```ts
 * import { threefry2x32 } from '@chainrule/core';
 * threefry2x32(0, 0, 0, 0); // → [ 1797259609, 2579123966 ]
 * ```
 */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number): [number, number] {
  const keys = [k0, k1, k0 ^ k1 ^ parity] as const;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  for (let group = 0; group < 5; group++) {
    for (let round = 0; round < 4; round++) {
      const rotation = rotations[(group % 2) * 4 + round]!;
      x = (x + y) | 0;
      y = ((y << rotation) | (y >>> (32 - rotation))) ^ x;
    }
    x = (x + keys[(group + 1) % 3]!) | 0;
    y = (y + keys[(group + 2) % 3]! + group + 1) | 0;
  }
  return [x >>> 0, y >>> 0];
}
