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

/** A list put in order, in place; most are in order as they are, and `sort` takes more room than most lists. */
export function inOrder<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  for (let i = 1; i < list.length; i++) if (compare(list[i - 1]!, list[i]!) > 0) return list.sort(compare);
  return list;
}
/** Parts or factors in the order of their terms' age, in place. */
export const inOrderOfAge = <T extends readonly [Term, unknown]>(list: T[]): T[] => inOrder(list, byAge);
const byAge = (a: readonly [Term, unknown], b: readonly [Term, unknown]): number => a[0].id - b[0].id;
