/**
 * Jₙ(x), n ≥ 0 and x > 0 by symmetry. x²/4 < n + 1: the power series, its leading factor (x/2)ⁿ/n! from logarithms in pairs.
 * x > 25 and n < ¾x: Hankel's asymptotic series for J₀ and J₁ and the recurrence upwards, stable there.
 * Otherwise Miller's recurrence downwards from an order that is negligible, normalised by J₀ + 2(J₂ + J₄ + …) = 1.
 */
import { isOrder } from './order.js';
import { powerOverFactorial } from './stirling.js';

const powerSeries = (n: number, x: number): number => {
  const square = (x / 2) * (x / 2);
  let term = 1;
  let total = 1;
  for (let k = 1; k < 60 && Math.abs(term) > 1e-18; k++) total += term *= -square / (k * (n + k));
  return powerOverFactorial(n, x / 2, total);
};

/** √(πx)·J of order 0 or 1, from (cos x + sin x, sin x − cos x) turned by a quarter for order 1. */
const hankel = (order: number, x: number, even: number, odd: number): number => {
  const sums = [1, 0]; // P and Q
  for (let k = 1, term = 1; k < 50; k++) {
    const next = (term * (4 * order * order - (2 * k - 1) ** 2)) / (8 * k * x);
    if (Math.abs(next) < 1e-18 || Math.abs(next) > Math.abs(term)) break;
    term = next;
    sums[k % 2]! += k & 2 ? -term : term;
  }
  return even * sums[0]! - odd * sums[1]!;
};

const upwards = (n: number, x: number): number => {
  const sum = Math.cos(x) + Math.sin(x);
  const difference = Math.sin(x) - Math.cos(x);
  let [previous, current] = [hankel(0, x, sum, difference), hankel(1, x, difference, -sum)];
  if (n === 0) current = previous;
  for (let k = 1; k < n; k++) [previous, current] = [current, ((2 * k) / x) * current - previous];
  return current / Math.sqrt(Math.PI * x);
};

const downwards = (n: number, x: number): number => {
  let [above, current, wanted, norm] = [0, 1e-300, 0, 0];
  for (let k = 2 * Math.ceil((Math.max(n, x) + 12 * Math.cbrt(x) + 20) / 2); k >= 0; k--) {
    if (k === n) wanted = current;
    if (k % 2 === 0) norm += k ? 2 * current : current;
    [above, current] = [current, ((2 * k) / x) * current - above];
    if (Math.abs(current) > 1e250) {
      [above, current, wanted, norm] = [above * 1e-250, current * 1e-250, wanted * 1e-250, norm * 1e-250];
    }
  }
  return wanted / norm;
};

/** The Bessel function Jₙ(x) of the first kind and integer order; NaN for other orders, and for orders beyond a million in size. */
export const besselJ = (n: number, x: number): number => {
  const order = Math.abs(n);
  if (!isOrder(order, 1e6) || Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  const sign = order % 2 && n < 0 !== x < 0 ? -1 : 1;
  if (size === Infinity) return 0;
  if (size === 0) return order ? sign * 0 : 1;
  if (size * size < 4 * (order + 1)) return sign * powerSeries(order, size);
  return sign * (size > 25 && order < 0.75 * size ? upwards : downwards)(order, size);
};
