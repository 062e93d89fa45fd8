/**
 * x·s⁽ⁿ⁾ + n·s⁽ⁿ⁻¹⁾ = sin⁽ⁿ⁾(x) for s = sinc: taken upwards where |x| > n, downwards from a negligible order where |x| ≤ n;
 * each step then shrinks the errors before it.
 */
import { isOrder } from './order.js';

/** sin(x + nπ/2). */
const turned = (n: number, x: number): number => {
  const value = n % 2 ? Math.cos(x) : Math.sin(x);
  return n & 2 ? -value : value;
};

/** The n-th derivative of sin(x)/x, n ≥ 0, continuous through 0. */
export const sincDerivative = (n: number, x: number): number => {
  if (!isOrder(n, 10_000) || Number.isNaN(x)) return NaN;
  if (Math.abs(x) === Infinity) return 0;
  let value = 0;
  if (Math.abs(x) > n) {
    for (let k = 0; k <= n; k++) value = (turned(k, x) - k * value) / x;
  } else {
    for (let k = n + 40 + Math.ceil(2 * Math.abs(x)); k > n; k--) value = (turned(k, x) - x * value) / k;
  }
  return value;
};

/** sin(x)/x, and 1 at 0. */
export const sinc = (x: number): number => sincDerivative(0, x);
