/** The limit of x·f(x) at −∞ for a factor that falls faster than x grows is −0, and not −∞·0. */
export const falling = (x: number, factor: number): number => (x === -Infinity ? -0 : x * factor);

/** x·tanh(softplus(x)) by q = e^−|x| ≤ 1: nothing overflows or cancels. */
export function mish(x: number): number {
  const q = Math.exp(-Math.abs(x));
  return falling(x, x > 0 ? (1 + 2 * q) / (1 + q * (2 + q * 2)) : (q * (2 + q)) / (2 + q * (2 + q)));
}
