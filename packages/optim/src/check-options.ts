import { ChainruleError } from '@chainrule/core';

/** What an option may be: from `least` (on, or above, when `open`) up to below `below`. */
export interface Range {
  readonly least: number;
  readonly open?: boolean;
  readonly below?: number;
}

export const notNegative: Range = { least: 0 };
export const fraction: Range = { least: 0, below: 1 };

/** Throws `argument` for options that are not numbers in their range. */
export function checkOptions(operation: string, options: Readonly<Record<string, readonly [value: number, range: Range]>>): void {
  for (const [name, [value, { least, open = false, below = Infinity }]] of Object.entries(options)) {
    if (value < below && (open ? value > least : value >= least)) continue;
    throw new ChainruleError('argument', `${name} is ${value}`, {
      operation,
      hint: `${name} is a number ${open ? 'above' : 'of at least'} ${least}${below === Infinity ? '' : ` and below ${below}`}`,
    });
  }
}
