import { ChainruleError } from '@chainrule/core';

/** f, with an error that says what happened and where when it throws or returns something other than a number. */
export function checked<X>(f: (x: X) => number, operation: string): (x: X) => number {
  return (x) => {
    let problem: string;
    let cause: unknown;
    try {
      const y: unknown = f(x);
      if (typeof y === 'number') return y;
      problem = `returned a ${typeof y}, not a number,`;
    } catch (thrown) {
      if (thrown instanceof ChainruleError) throw thrown;
      cause = thrown;
      problem = `threw "${String(thrown)}"`;
    }
    throw new ChainruleError('argument', `f ${problem} at x = ${String(x)}`, { operation, cause });
  };
}

export const kindOf = (value: unknown): string => (value === null ? 'null' : `a ${typeof value}`);
