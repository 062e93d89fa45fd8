import { ChainruleError } from '../errors.js';

const gcd = (a: bigint, b: bigint): bigint => {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};

/** An integer as a BigInt. Throws an `argument` error for any other number. */
function integer(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isInteger(value)) return BigInt(value);
  throw new ChainruleError('argument', `${value} is not an integer`, {
    operation: 'rational',
    hint: 'a rational number is made of integers: Rational.of(1, 2)',
  });
}

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
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** n/d in lowest terms. Throws a `domain` error when d is zero, an `argument` error for what is no integer. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    const [n, d] = [integer(numerator), integer(denominator)];
    if (d === 1n) return new Rational(n, d);
    if (d === 0n) throw new ChainruleError('domain', 'a rational number with denominator zero', { operation: 'rational' });
    const common = d < 0n ? -gcd(n, d) : gcd(n, d);
    return new Rational(n / common, d / common);
  }

  get isInteger(): boolean {
    return this.denominator === 1n;
  }
  get isZero(): boolean {
    return this.numerator === 0n;
  }
  get sign(): -1 | 0 | 1 {
    return this.numerator > 0n ? 1 : this.numerator < 0n ? -1 : 0;
  }
  plus(b: Rational): Rational {
    return Rational.of(this.numerator * b.denominator + b.numerator * this.denominator, this.denominator * b.denominator);
  }
  minus(b: Rational): Rational {
    return this.plus(b.negated());
  }
  times(b: Rational): Rational {
    return Rational.of(this.numerator * b.numerator, this.denominator * b.denominator);
  }
  over(b: Rational): Rational {
    return Rational.of(this.numerator * b.denominator, this.denominator * b.numerator);
  }
  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }
  /** The power to an integer exponent. Throws a `domain` error for 0 to a negative one. */
  power(exponent: number): Rational {
    const n = integer(Math.abs(exponent));
    return exponent < 0
      ? Rational.of(this.denominator ** n, this.numerator ** n)
      : new Rational(this.numerator ** n, this.denominator ** n);
  }
  equals(b: Rational): boolean {
    return this.numerator === b.numerator && this.denominator === b.denominator;
  }
  compare(b: Rational): -1 | 0 | 1 {
    return this.minus(b).sign;
  }

  /** The double nearest to it. */
  toNumber(): number {
    const [n, d] = [Number(this.numerator), Number(this.denominator)];
    if (Math.abs(n) <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER) return n / d;
    return longDivision(this.numerator, this.denominator);
  }
  valueOf(): number {
    return this.toNumber();
  }
  toString(): string {
    return this.isInteger ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
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
