import { add, and, div, eq, ge, gt, le, lt, mul, ne, or, pow, sub, type Elementwise } from '@chainrule/core';

/** How tightly each kind of operation binds, in text and in every printer. */
export const level = {
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  sum: 6,
  /** −ab is −(ab), and −x² is −(x²). */
  negation: 7,
  product: 8,
  /** A function before an argument without parentheses: sin 2x. */
  application: 9,
  argument: 10,
  power: 11,
  root: 12,
  atom: 13,
} as const;

export interface Infix {
  readonly sign: string;
  readonly fn: Elementwise;
  readonly level: number;
}

/** The operations written between their two arguments. All group from the left but the power. */
export const infix: readonly Infix[] = /* @__PURE__ */ (() => [
  { sign: 'or', fn: or, level: level.or },
  { sign: 'and', fn: and, level: level.and },
  { sign: '<', fn: lt, level: level.comparison },
  { sign: '<=', fn: le, level: level.comparison },
  { sign: '>', fn: gt, level: level.comparison },
  { sign: '>=', fn: ge, level: level.comparison },
  { sign: '==', fn: eq, level: level.comparison },
  { sign: '!=', fn: ne, level: level.comparison },
  { sign: '+', fn: add, level: level.sum },
  { sign: '-', fn: sub, level: level.sum },
  { sign: '*', fn: mul, level: level.product },
  { sign: '/', fn: div, level: level.product },
  { sign: '^', fn: pow, level: level.power },
])();
