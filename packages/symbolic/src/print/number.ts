import type { Constant, Rational } from '@chainrule/core';

/**
 * A number as people write it: integers and common fractions as they are (3/2), other finite decimals as decimals (0.1), what remains as p/q.
 */
export function decimalOrFraction(value: Constant): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
  return (value.denominator >= 10n && decimal(value)) || value.toString();
}

/** The decimals of a fraction, when they end. */
function decimal({ numerator, denominator }: Rational): string | undefined {
  let [rest, twos, fives] = [denominator, 0, 0];
  for (; rest % 2n === 0n && twos < 400; twos++) rest /= 2n;
  for (; rest % 5n === 0n && fives < 400; fives++) rest /= 5n;
  if (rest !== 1n) return undefined;
  const places = Math.max(twos, fives);
  const sign = numerator < 0n ? '-' : '';
  const digits = String((numerator * 10n ** BigInt(places)) / denominator).replace('-', '');
  const point = digits.length - places;
  if (point < -5) return `${sign}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${point - 1}`;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
