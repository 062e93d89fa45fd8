/**
 * Pairs of doubles: an unevaluated sum high + low carries about 106 bits. Everything here is exact but for the last
 * rounding of `low`, and needs |value| < 1e300, so that splitting a factor cannot overflow (Dekker 1971; Knuth, TAOCP 4.2.2).
 * Pairs are indexed, not destructured: destructuring an array goes through its iterator and costs several times as much.
 */
export type Pair = readonly [high: number, low: number];

/** a + b without error. */
export const exactSum = (a: number, b: number): Pair => {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
};

const SPLITTER = 134217729; // 2²⁷ + 1

/** a · b without error. */
export const exactProduct = (a: number, b: number): Pair => {
  const high = a * b;
  const scaledA = SPLITTER * a;
  const scaledB = SPLITTER * b;
  const a1 = scaledA - (scaledA - a);
  const b1 = scaledB - (scaledB - b);
  const a2 = a - a1;
  const b2 = b - b1;
  return [high, a2 * b2 - (high - a1 * b1 - a2 * b1 - a1 * b2)];
};

export const addPairs = (a: Pair, b: Pair): Pair => {
  const sum = exactSum(a[0], b[0]);
  return exactSum(sum[0], sum[1] + a[1] + b[1]);
};

export const negatePair = (a: Pair): Pair => [-a[0], -a[1]];

export const multiplyPairs = (a: Pair, b: Pair): Pair => {
  const product = exactProduct(a[0], b[0]);
  return exactSum(product[0], product[1] + a[0] * b[1] + a[1] * b[0]);
};

export const dividePairs = (a: Pair, b: Pair): Pair => {
  const high = a[0] / b[0];
  const product = exactProduct(high, b[0]);
  return [high, (a[0] - product[0] - product[1] + a[1] - high * b[1]) / b[0]];
};

export const sumOf = (a: Pair): number => a[0] + a[1];
