import type { Constant, Elementwise } from '@chainrule/core';

/** A summand without its coefficient, and the coefficient. */
export type Part = readonly [term: Term, coefficient: Constant];
/** A base and its exponent. */
export type Factor = readonly [base: Term, exponent: Term];

/**
 * The simplifier's view of a formula: n-ary sums with a coefficient for each summand, n-ary products of powers. Within one
 * `Algebra` equal terms are the same object.
 *
 * - `number`: value.
 * - `symbol`: name.
 * - `apply`: fn(args), for every function but the arithmetic ones.
 * - `sum`: value + Σ coefficient·term.
 * - `product`: value · Π base^exponent.
 */
export interface Term {
  readonly kind: 'number' | 'symbol' | 'apply' | 'sum' | 'product';
  readonly id: number;
  readonly value: Constant;
  readonly name: string;
  readonly fn: Elementwise | undefined;
  readonly args: readonly Term[];
  readonly parts: readonly Part[];
  readonly factors: readonly Factor[];
}

/** Parts or factors in the order of their terms' age, in place; most lists are in order as they are. */
export function inOrderOfAge<T extends readonly [Term, unknown]>(list: T[]): T[] {
  for (let i = 1; i < list.length; i++) if (list[i - 1]![0].id > list[i]![0].id) return list.sort(([a], [b]) => a.id - b.id);
  return list;
}
