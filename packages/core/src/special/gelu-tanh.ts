import { addPairs, exactProduct, multiplyPairs } from './double-double.js';

/**
 * x·σ(2√(2/π)(x + 0.044715x³)). In the left tail the exponential magnifies what is lost of its argument by up to 700: there it has twice
 * the digits.
 */
export function geluTanh(x: number): number {
  if (!(x < -1)) return x / (1 + Math.exp(-1.5957691216057308 * (x + 0.044715 * x * x * x)));
  if (x < -30) return -0;
  // 2√(2/π) and 2√(2/π)·0.044715, each with what its double lacks.
  const linear = multiplyPairs([1.5957691216057308, -9.96930880911092e-17], [x, 0]);
  const cubic = multiplyPairs(multiplyPairs([0.07135481627260025, -6.175149918155315e-19], exactProduct(x, x)), [x, 0]);
  const [high, low] = addPairs(linear, cubic);
  // By halves: e^high may be too small for a double where x times it is not yet.
  const half = Math.exp(high / 2);
  return (x * half * half * (1 + low)) / (1 + half * half);
}
