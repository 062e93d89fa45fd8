import { Expr, Rational } from '@chainrule/core';
import type { Refuse, Token } from './token.js';

/** The most digits an exact number may have when written out. */
const mostDigits = 20_000;

/** A number as it is written, exactly: `0.1` is one tenth. */
export function literal(token: Token, refuse: Refuse): Expr {
  const near = Number(token.text);
  // Decimals of at most 15 digits are told apart as doubles.
  if (token.text.length <= 15 && Number.isSafeInteger(near) && near > 0) return Expr.number(near);
  const [mantissa, exponent = '0'] = token.text.split(/e/i) as [string, string?];
  const [whole, decimals = ''] = mantissa.split('.') as [string, string?];
  const shift = Number(exponent) - decimals.length;
  if (!(Math.abs(shift) + token.text.length < mostDigits))
    return refuse(`a number of more than ${mostDigits} digits`, token, undefined, 'limit');
  const digits = BigInt(whole + decimals);
  const scale = 10n ** BigInt(Math.abs(shift));
  return Expr.number(shift < 0 ? Rational.of(digits, scale) : digits * scale);
}
