import { ChainruleError } from '@chainrule/core';

/** A double in JSON, which has no −0, infinities or NaN. */
export type PlainNumber = number | '-0' | 'Infinity' | '-Infinity' | 'NaN';

export const writeNumber = (x: number): PlainNumber => (Object.is(x, -0) ? '-0' : Number.isFinite(x) ? x : (String(x) as PlainNumber));

/** Throws `argument` for what is no number. */
export function readNumber(plain: unknown): number {
  if (typeof plain === 'number') return plain;
  if (plain === '-0' || plain === 'Infinity' || plain === '-Infinity' || plain === 'NaN') return Number(plain);
  throw new ChainruleError('argument', `${excerpt(plain)} is no number`, { operation: 'deserialize' });
}

/** The beginning of a value as JSON, for messages about it. */
export const excerpt = (value: unknown): string => JSON.stringify([value]).slice(1, 60);
