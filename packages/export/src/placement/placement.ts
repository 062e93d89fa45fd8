import type { Instruction, Register } from '@chainrule/program';

/**
 * Where the numbers of a value are when the examples of a batch are divided among processes.
 *
 * `whole`: every process has all of it. `split`: every process has its examples, which lie along one axis; an axis of
 * `outer · examples · inner` elements is the examples merged with others. `partial`: the sum over all processes is the value.
 */
export type Placement =
  { readonly kind: 'whole' } | { readonly kind: 'split'; readonly axis: number; readonly outer: number } | { readonly kind: 'partial' };

export type Split = Extract<Placement, { kind: 'split' }>;

export const whole: Placement = { kind: 'whole' };
export const partial: Placement = { kind: 'partial' };
export const split = (axis: number, outer = 1): Split => ({ kind: 'split', axis, outer });

/** One thing that a process does: an instruction, its own part of a whole value, or the sum of partial values over all processes. */
export type Action =
  | { readonly kind: 'compute'; readonly instruction: Instruction }
  | { readonly kind: 'own'; readonly from: Register; readonly to: Register; readonly axis: number }
  | { readonly kind: 'reduce'; readonly sums: readonly { readonly from: Register; readonly to: Register }[] };
