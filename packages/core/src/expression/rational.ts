import { ChainruleError } from '../errors.js';
import { hashNumber, mix } from './hash.js';
import { greatestCommonDivisor, integer, negated, plus, power, quotient, times, type Integer } from './integer.js';

/**
 * An exact rational number in lowest terms with a positive denominator.
 *
 * @example
 * ```ts
 * import { Rational } from '@chainrule/core';
 * Rational.of(1, 10).plus(Rational.of(2, 10)).toString(); // → '3/10'
 * Rational.of(1, 3).toNumber(); // → 0.3333333333333333
 * ```
 */
export class Rational {
  private constructor(
    private readonly n: Integer,
    private readonly d: Integer,
  ) {}

  /** n/d in lowest terms. Throws a `domain` error when d is zero, an `argument` error for what is no integer. */
  static of(numerator: Integer, denominator: Integer = 1): Rational {
    return Rational.reduced(integer(numerator), integer(denominator));
  }
  private static reduced(n: Integer, d: Integer): Rational {
    if (d === 1) return new Rational(n, d);
    if (d === 0) throw new ChainruleError('domain', 'a rational number with denominator zero', { operation: 'rational' });
    const common = greatestCommonDivisor(n, d);
    const signed = d < 0 ? negated(common) : common;
    return new Rational(quotient(n, signed), quotient(d, signed));
  }

  get numerator(): bigint {
    return BigInt(this.n);
  }
  get denominator(): bigint {
    return BigInt(this.d);
  }
  get isInteger(): boolean {
    return this.d === 1;
  }
  get isZero(): boolean {
    return this.n === 0;
  }
  get isOne(): boolean {
    return this.n === 1 && this.d === 1;
  }
  /** Whether it is an integer that 2 divides. */
  get isEven(): boolean {
    return this.d === 1 && (typeof this.n === 'number' ? this.n % 2 === 0 : this.n % 2n === 0n);
  }
  get sign(): -1 | 0 | 1 {
    return this.n > 0 ? 1 : this.n < 0 ? -1 : 0;
  }
  plus(b: Rational): Rational {
    if (this.d === 1 && b.d === 1) return new Rational(plus(this.n, b.n), 1);
    return Rational.reduced(plus(times(this.n, b.d), times(b.n, this.d)), times(this.d, b.d));
  }
  minus(b: Rational): Rational {
    return this.plus(b.negated());
  }
  times(b: Rational): Rational {
    return Rational.reduced(times(this.n, b.n), times(this.d, b.d));
  }
  over(b: Rational): Rational {
    return Rational.reduced(times(this.n, b.d), times(this.d, b.n));
  }
  negated(): Rational {
    return new Rational(negated(this.n), this.d);
  }
  /** The power to an integer exponent. Throws a `domain` error for 0 to a negative one. */
  power(exponent: number): Rational {
    const size = Math.abs(Number(integer(exponent)));
    const [n, d] = [power(this.n, size), power(this.d, size)];
    return exponent < 0 ? Rational.reduced(d, n) : new Rational(n, d);
  }
  /** The largest rational number of which both are whole multiples. */
  commonDivisor(b: Rational): Rational {
    return Rational.reduced(greatestCommonDivisor(times(this.n, b.d), times(b.n, this.d)), times(this.d, b.d));
  }
  equals(b: Rational): boolean {
    return this.n === b.n && this.d === b.d;
  }
  compare(b: Rational): -1 | 0 | 1 {
    return this.minus(b).sign;
  }
  /** Equal numbers have equal hashes. */
  get hash(): number {
    const hash = hashNumber(Number(this.n));
    return this.d === 1 ? hash : mix(hash, hashNumber(Number(this.d)));
  }

  /** The double nearest to it. */
  toNumber(): number {
    return typeof this.n === 'number' && typeof this.d === 'number' ? this.n / this.d : longDivision(this.numerator, this.denominator);
  }
  valueOf(): number {
    return this.toNumber();
  }
  toString(): string {
    return this.isInteger ? `${this.n}` : `${this.n}/${this.d}`;
  }
}

const bitLength = (n: bigint): number => n.toString(2).length;

/** n/d rounded once, to nearest and ties to even, also where the result is subnormal. */
function longDivision(numerator: bigint, denominator: bigint): number {
  const n = numerator < 0n ? -numerator : numerator;
  const exponent = bitLength(n) - bitLength(denominator);
  const subnormal = exponent <= -1022;
  const shift = subnormal ? 1076 : 66 - exponent;
  const [top, bottom] = shift >= 0 ? [n << BigInt(shift), denominator] : [n, denominator << BigInt(-shift)];
  const sticky = top % bottom === 0n ? 0n : 1n;
  const quotient = ((top / bottom) << 1n) | sticky; // in units of 2^-(shift + 1)
  const magnitude = subnormal ? Number(roundEighths(quotient)) * Number.MIN_VALUE : scaleByPowerOfTwo(Number(quotient), -shift - 1);
  return numerator < 0n ? -magnitude : magnitude;
}

/** q/8 to the nearest integer, ties to even: a subnormal keeps fewer bits than the conversion from BigInt would round to. */
function roundEighths(q: bigint): bigint {
  const [whole, rest] = [q >> 3n, q & 7n];
  return rest > 4n || (rest === 4n && (whole & 1n) === 1n) ? whole + 1n : whole;
}

/** x·2^k in steps that neither overflow nor round twice. */
function scaleByPowerOfTwo(x: number, k: number): number {
  while (k > 1000) [x, k] = [x * 2 ** 1000, k - 1000];
  while (k < -1000) [x, k] = [x * 2 ** -1000, k + 1000];
  return x * 2 ** k;
}
