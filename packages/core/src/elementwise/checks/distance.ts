const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** Doubles numbered in order, the two zeros being one. */
function position(x: number): bigint {
  float[0] = x;
  return bits[0]! < 0n ? -0x8000000000000000n - bits[0]! : bits[0]!;
}

/** Results smaller than every normal number may be flushed to zero. */
const smallestNormal = 2 ** -1022;

/** How many doubles lie between two numbers: 0 when equal, 1 when neighbours; infinite when just one of them is not a number. */
export function distance(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  if (Math.abs(a - b) < smallestNormal && Math.min(Math.abs(a), Math.abs(b)) === 0) return 0;
  const between = position(a) - position(b);
  return Number(between < 0n ? -between : between);
}
