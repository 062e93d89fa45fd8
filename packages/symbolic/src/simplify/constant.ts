import { Rational, type Constant } from '@chainrule/core';

/** A double that is an integer becomes exact. */
export const constant = (value: number): Constant => (Number.isSafeInteger(value) && !Object.is(value, -0) ? Rational.of(value) : value);

// Exact where both are exact, else doubles.
export const sum = (a: Constant, b: Constant): Constant =>
  typeof a === 'number' || typeof b === 'number' ? constant(Number(a) + Number(b)) : a.plus(b);
export const product = (a: Constant, b: Constant): Constant =>
  typeof a === 'number' || typeof b === 'number' ? constant(Number(a) * Number(b)) : a.times(b);
export const quotient = (a: Constant, b: Constant): Constant =>
  typeof a === 'number' || typeof b === 'number' ? constant(Number(a) / Number(b)) : b.isZero ? a.sign / 0 : a.over(b);
export const opposite = (a: Constant): Constant => (typeof a === 'number' ? -a : a.negated());

/** Whether two numbers are the same one: 0 and −0 are not, NaN is. */
export const sameConstant = (a: Constant, b: Constant): boolean =>
  typeof a === 'number' || typeof b === 'number' ? Object.is(a, b) : a.equals(b);

export const isInteger = (a: Constant): a is Rational & { readonly isInteger: true } => typeof a !== 'number' && a.isInteger;
export const isZero = (a: Constant): boolean => (typeof a === 'number' ? a === 0 : a.isZero);
export const isOne = (a: Constant): boolean => typeof a !== 'number' && a.isOne;
export const isEven = (a: Constant): a is Rational => typeof a !== 'number' && a.isEven;
export const sign = (a: Constant): number => (typeof a === 'number' ? Math.sign(a) : a.sign);
export const compare = (a: Constant, b: Constant): number =>
  typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : a.compare(b);
export const text = (a: Constant): string => (typeof a === 'number' ? `${Object.is(a, -0) ? '-0' : a}d` : a.toString());

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

export function gcd(a: bigint, b: bigint): bigint {
  [a, b] = [magnitude(a), magnitude(b)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The most digits a power of a number is worked out to; longer ones stay as they are. */
const mostDigits = 2000;

/** aⁿ, or `undefined` when it would have too many digits. */
export function integerPower(a: Constant, n: Rational): Constant | undefined {
  const exponent = n.toNumber();
  if (typeof a === 'number') return constant(a ** exponent);
  if (exponent === 1 || a.isOne) return a;
  if (a.isZero) return exponent < 0 ? Infinity : a;
  if (a.negated().isOne) return n.isEven ? Rational.of(1) : a;
  return Math.abs(exponent) * a.toString().length <= mostDigits ? a.power(exponent) : undefined;
}

/** n = root^degree · rest with the largest root that trial division finds. */
export function extractRoot(n: bigint, degree: number): { root: bigint; rest: bigint } {
  let [root, rest, left] = [1n, 1n, n];
  for (let p = 2n; p < 200n && p * p <= left; p++) {
    let count = 0;
    while (left % p === 0n) [left, count] = [left / p, count + 1];
    root *= p ** BigInt(Math.floor(count / degree));
    rest *= p ** BigInt(count % degree);
  }
  const whole = BigInt(Math.round(Number(left) ** (1 / degree)) || 0);
  return whole > 0n && whole ** BigInt(degree) === left ? { root: root * whole, rest } : { root, rest: rest * left };
}
