import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancellation, doubleOf, type BitRow } from './bits.js';

const valueOf = (negative: boolean, exponent: number, bits: string): number =>
  (negative ? -1 : 1) * Array.from(bits).reduce((sum, bit, i) => sum + Number(bit) * 2 ** (exponent - i), 0);
const textOf = ({ runs }: BitRow): string => runs.map(({ bits }) => bits).join('');

test('a double is the sum of its bits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (x) => {
      const { negative, exponent, bits } = doubleOf(x);
      expect(bits).toHaveLength(53);
      if (Math.abs(x) > 1e-290) expect(valueOf(negative, exponent, bits)).toBe(x);
    }),
  );
  expect(doubleOf(5e-324).bits.at(-1)).toBe('1');
});

test('numbers that begin alike lose the bits they share', () => {
  const { cancelled, left, first, second, difference, stored } = cancellation(1 + 2 ** -20, 1);
  expect([cancelled, left]).toEqual([20, 33]);
  expect([first, second, difference].map((row) => textOf(row).length)).toEqual([53, 53, 53]);
  expect(difference.runs[0]).toEqual({ kind: 'cancelled', bits: '0'.repeat(20) });
  expect(stored.runs).toEqual([
    { kind: 'left', bits: `1${'0'.repeat(32)}` },
    { kind: 'lost', bits: '0'.repeat(20) },
  ]);
  expect(stored.exponent).toBe(-20);
});

test('equal numbers lose all, far ones none, and a borrow counts as the bits it takes', () => {
  expect(cancellation(0.1, 0.1)).toMatchObject({ cancelled: 53, left: 0 });
  expect(cancellation(3, -4)).toMatchObject({ cancelled: 0, left: 53 });
  expect(cancellation(1, 1 - 2 ** -30)).toMatchObject({ cancelled: 30 });
});

test('what is left is the difference, in its place and as it is stored', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 2, noNaN: true }), fc.double({ min: -1e-3, max: 1e-3, noNaN: true }), (a, step) => {
      const b = a + step;
      fc.pre(a !== b);
      const { difference, stored, cancelled } = cancellation(a, b);
      expect(valueOf(a < b, stored.exponent, textOf(stored))).toBe(a - b);
      expect(valueOf(a < b, difference.exponent, textOf(difference))).toBe(a - b);
      expect(textOf(difference).slice(0, cancelled)).not.toContain('1');
    }),
  );
});
