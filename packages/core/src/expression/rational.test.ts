import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../index.js';

const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 40n });
const rational = fc.tuple(integer, positive).map(([n, d]) => Rational.of(n, d));
const nonzero = rational.filter((r) => !r.isZero);
const same = (a: Rational, b: Rational): void => {
  expect(a.toString()).toBe(b.toString());
};

describe('a rational number', () => {
  it('is in lowest terms with a positive denominator', () => {
    const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
    fc.assert(
      fc.property(
        integer,
        integer.filter((d) => d !== 0n),
        (n, d) => {
          const { numerator, denominator } = Rational.of(n, d);
          expect(denominator > 0n).toBe(true);
          expect(numerator * d).toBe(n * denominator);
          expect(gcd(numerator < 0n ? -numerator : numerator, denominator)).toBe(1n);
        },
      ),
    );
  });

  it('obeys the laws of a field', () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => {
        same(a.plus(b), b.plus(a));
        same(a.times(b), b.times(a));
        same(a.plus(b).plus(c), a.plus(b.plus(c)));
        same(a.times(b).times(c), a.times(b.times(c)));
        same(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
        same(a.minus(b).plus(b), a);
        same(a.plus(a.negated()), Rational.of(0));
      }),
    );
    fc.assert(
      fc.property(rational, nonzero, (a, b) => {
        same(a.over(b).times(b), a);
      }),
    );
  });

  it('is exact on both sides of the largest safe integer', () => {
    const edge = BigInt(Number.MAX_SAFE_INTEGER);
    const near = fc.tuple(fc.constantFrom(-edge, -1n, 0n, 1n, edge), fc.bigInt({ min: -3n, max: 3n })).map(([a, b]) => a + b);
    fc.assert(
      fc.property(near, near, (a, b) => {
        const [p, q] = [Rational.of(a), Rational.of(b)];
        expect(p.plus(q).numerator).toBe(a + b);
        expect(p.minus(q).numerator).toBe(a - b);
        expect(p.times(q).numerator).toBe(a * b);
        expect(p.power(2).numerator).toBe(a * a);
        same(p.times(q).plus(p).minus(p.times(q)), p);
        if (b !== 0n) same(p.times(q).over(q), p);
        expect(p.plus(q).equals(Rational.of(a + b))).toBe(true);
        expect(p.plus(q).hash).toBe(Rational.of(a + b).hash);
      }),
      { numRuns: 500 },
    );
    expect(Object.is(Rational.of(0).negated().toNumber(), 0)).toBe(true);
    expect(Object.is(Rational.of(0).times(Rational.of(-1)).toNumber(), 0)).toBe(true);
  });

  it('has a greatest common divisor', () => {
    same(Rational.of(2, 3).commonDivisor(Rational.of(4, 5)), Rational.of(2, 15));
    same(Rational.of(0).commonDivisor(Rational.of(-4)), Rational.of(4));
  });

  it('is ordered', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        const cross = a.numerator * b.denominator - b.numerator * a.denominator;
        expect(a.compare(b)).toBe(cross > 0n ? 1 : cross < 0n ? -1 : 0);
        expect(a.equals(b)).toBe(cross === 0n);
        expect(a.sign).toBe(a.compare(Rational.of(0)));
      }),
    );
  });

  it('has powers', () => {
    fc.assert(
      fc.property(nonzero, fc.integer({ min: -6, max: 6 }), (a, n) => {
        same(a.power(n).times(a), a.power(n + 1));
      }),
    );
    same(Rational.of(-2, 3).power(-3), Rational.of(-27, 8));
    same(Rational.of(0).power(0), Rational.of(1));
  });

  it('has no zero denominator', () => {
    expect(() => Rational.of(1, 0)).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [rational] a rational number with denominator zero]`,
    );
    expect(() => Rational.of(1).over(Rational.of(0))).toThrow(/denominator zero/);
    expect(() => Rational.of(0).power(-1)).toThrow(/denominator zero/);
  });

  it('is made of integers', () => {
    expect(() => Rational.of(0.5)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [rational] 0.5 is not an integer
        hint: a rational number is made of integers: Rational.of(1, 2)]
    `);
    expect(() => Rational.of(1, NaN)).toThrow(/NaN is not an integer/);
    expect(() => Rational.of(2).power(0.5)).toThrow(/0.5 is not an integer/);
  });
});

/** The exact value of a double as a fraction n·2ᵏ. */
function exactly(x: number): { n: bigint; k: number } {
  const bits = new BigUint64Array(new Float64Array([Math.abs(x)]).buffer)[0]!;
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  const n = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { n: x < 0 ? -n : n, k: Math.max(exponent, 1) - 1075 };
}

/** |r − x| as a fraction, for comparing distances. */
function gap(r: Rational, x: number): Rational {
  const { n, k } = exactly(x);
  const value = k >= 0 ? Rational.of(n << BigInt(k)) : Rational.of(n, 1n << BigInt(-k));
  const difference = r.minus(value);
  return difference.sign < 0 ? difference.negated() : difference;
}

const next = (x: number, step: bigint): number => {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0] = bits[0]! + step;
  return new Float64Array(bits.buffer)[0]!;
};

describe('toNumber', () => {
  /** Neither neighbouring double is nearer, and at a tie the one whose last bit is 0 is taken. */
  const isNearest = (r: Rational): void => {
    const got = r.toNumber();
    const size = Math.abs(got);
    const magnitude = r.sign < 0 ? r.negated() : r;
    expect(Math.sign(got) === r.sign || got === 0).toBe(true);
    const here = gap(magnitude, size);
    for (const step of [1n, -1n]) {
      const other = size === 0 && step < 0n ? Number.MIN_VALUE : next(size, step);
      if (!Number.isFinite(other)) continue;
      const there = gap(magnitude, other).compare(here);
      expect(there, `${r.toString()}: ${other} is nearer than ${size}`).toBeGreaterThanOrEqual(0);
      if (there === 0) expect(exactly(size).n % 2n).toBe(0n);
    }
  };

  it('is the nearest double', () => {
    fc.assert(fc.property(rational, isNearest), { numRuns: 300 });
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 900n }), fc.bigInt({ min: 1n, max: 2n ** 900n }), (n, d) => {
        isNearest(Rational.of(n, d));
      }),
      { numRuns: 300 },
    );
  });

  it('is the nearest double where the result is subnormal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 70n }), fc.integer({ min: 1060, max: 1150 }), (n, k) => {
        isNearest(Rational.of(n, 3n * 2n ** BigInt(k)));
      }),
      { numRuns: 500 },
    );
  });

  it('gives every double back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const { n, k } = exactly(x);
        const r = k >= 0 ? Rational.of(n << BigInt(k)) : Rational.of(n, 1n << BigInt(-k));
        expect(r.toNumber()).toBe(x === 0 ? 0 : x);
      }),
    );
  });

  it('takes the even neighbour at a tie', () => {
    expect(Rational.of(2n ** 53n + 1n).toNumber()).toBe(2 ** 53);
    expect(Rational.of(2n ** 53n + 3n).toNumber()).toBe(2 ** 53 + 4);
    expect(Rational.of(1n, 2n ** 1075n).toNumber()).toBe(0);
    expect(Rational.of(3n, 2n ** 1075n).toNumber()).toBe(2 * Number.MIN_VALUE);
    expect(Rational.of(2n ** 53n * 2n + 1n, 2n ** 1075n * 2n).toNumber()).toBe(2 ** -1022);
  });

  it('overflows to infinity and underflows to zero', () => {
    expect(Rational.of(10n ** 400n).toNumber()).toBe(Infinity);
    expect(Rational.of(-(10n ** 400n)).toNumber()).toBe(-Infinity);
    expect(Rational.of(1n, 10n ** 400n).toNumber()).toBe(0);
    expect(Rational.of(10n ** 400n, 10n ** 399n).toNumber()).toBe(10);
  });

  it('prints and compares as a number', () => {
    expect(`${Rational.of(-6, 4).toString()} ${Rational.of(4, 2).toString()}`).toBe('-3/2 2');
    expect(Number(Rational.of(1, 4))).toBe(0.25);
    expect(Rational.of(4, 2).isInteger).toBe(true);
  });
});
