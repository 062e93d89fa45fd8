import { ChainruleError } from '@chainrule/core';
import { numberOf, splitOutside } from './point.js';

/** A range as it is typed: `-2,2`, or `-pi,pi`. Throws `argument` unless it goes up between two numbers. */
export function rangeOf(text: string, option: string): [number, number] {
  const [from, to, ...rest] = splitOutside(text).map((part) => numberOf(part, option));
  if (from !== undefined && to !== undefined && rest.length === 0 && from < to && Number.isFinite(to - from)) return [from, to];
  throw new ChainruleError('argument', `"${text}" is not a range`, {
    operation: option,
    hint: `for example ${option} -2,2, or ${option} 0,2pi`,
  });
}
