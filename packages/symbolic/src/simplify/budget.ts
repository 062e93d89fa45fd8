import { ChainruleError } from '@chainrule/core';

/** How much work an operation may do before it is refused. */
export interface Budget {
  /** The most nodes it may make; 250,000 by default. */
  readonly nodes?: number;
  /** The most time it may take; unlimited by default, so that the same question always has the same answer. */
  readonly milliseconds?: number;
}

/** Counts what is made, and throws a `limit` error past the budget. */
export function meter(operation: string, { nodes = 250_000, milliseconds = Infinity }: Budget = {}): (made?: number) => void {
  const end = milliseconds === Infinity ? Infinity : Date.now() + milliseconds;
  let count = 0;
  return (made = 1) => {
    const before = count;
    count += made;
    if (count > nodes)
      throw new ChainruleError('limit', `more than ${nodes} nodes are needed`, {
        operation,
        hint: 'pass a larger budget: { budget: { nodes: … } }',
      });
    if (end < Infinity && before >> 8 !== count >> 8 && Date.now() > end)
      throw new ChainruleError('limit', `more than ${milliseconds} ms are needed`, {
        operation,
        hint: 'pass a larger budget: { budget: { milliseconds: … } }',
      });
  };
}
