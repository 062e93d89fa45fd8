import { ChainruleError } from '@chainrule/core';

/** Throws `argument` for what is no number of points. */
export function checkCount(count: number, operation: string): void {
  if (!Number.isInteger(count) || count < 1)
    throw new ChainruleError('argument', `count is ${count}`, { operation, hint: 'count is a positive integer' });
}
