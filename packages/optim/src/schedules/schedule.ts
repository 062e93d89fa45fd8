import type { Identity } from '@chainrule/core';

/** A learning rate as a function of the step, 0 for the first. */
export type Schedule = (step: number) => number;

/**
 * Marks a function of the step as a part of chainrule with a name.
 *
 * @example
 * ```ts
 * import { defineSchedule, step } from '@chainrule/optim';
 * const halving = defineSchedule('halving', (step) => 0.1 * 0.5 ** step);
 * halving(2); // → 0.025
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineSchedule<const N extends string>(
  name: N,
  at: Schedule,
): Schedule & { readonly '~chainrule': Identity<'schedule', N> } {
  return Object.assign((step: number) => at(step), { '~chainrule': { kind: 'schedule', spec: 1, name } as const });
}
