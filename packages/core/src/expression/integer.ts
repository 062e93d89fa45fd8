import { ChainruleError } from '../errors.js';

/** An integer: a double while that is exact, which is many times as fast, a BigInt beyond. Every integer has one such form. */
export type Integer = number | bigint;

/** An integer in its form. Throws an `argument` error for any other number. */
export function integer(value: Integer): Integer {
  if (Number.isSafeInteger(value)) return (value as number) + 0; // −0 is 0
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const near = Number(value);
    return Number.isSafeInteger(near) ? near : BigInt(value);
  }
  throw new ChainruleError('argument', `${value} is not an integer`, {
    operation: 'rational',
    hint: 'a rational number is made of integers: Rational.of(1, 2)',
  });
}

export function plus(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
  return integer(BigInt(a) + BigInt(b));
}
export function times(a: Integer, b: Integer): Integer {
  // A product that is rounded is past the safe integers.
  const near = Number(a) * Number(b);
  return Number.isSafeInteger(near) ? near + 0 : integer(BigInt(a) * BigInt(b));
}
/** a/b for a b that divides a. */
export function quotient(a: Integer, b: Integer): Integer {
  return b === 1 ? a : typeof a === 'number' && typeof b === 'number' ? a / b + 0 : integer(BigInt(a) / BigInt(b));
}
export const negated = (a: Integer): Integer => (typeof a === 'number' ? 0 - a : -a);
export const power = (a: Integer, n: number): Integer => integer(BigInt(a) ** BigInt(n));

export function greatestCommonDivisor(a: Integer, b: Integer): Integer {
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    let [p, q] = [BigInt(a), BigInt(b)];
    while (q !== 0n) [p, q] = [q, p % q];
    return integer(p < 0n ? -p : p);
  }
  while (b !== 0) {
    const rest: number = a % b;
    a = b;
    b = rest;
  }
  return Math.abs(a);
}
