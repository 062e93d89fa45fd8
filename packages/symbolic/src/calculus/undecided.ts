import { ChainruleError } from '@chainrule/core';

/** Refuses a question that the rules known here do not decide. */
export function undecided(what: string): never {
  throw new ChainruleError('unsupported', `cannot tell ${what}`, {
    operation: 'limit',
    hint: 'simplify the formula first, or look at its values near the point',
  });
}
