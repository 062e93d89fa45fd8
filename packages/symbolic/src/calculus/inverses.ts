import { elementwise, type ElementwiseName } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import type { Term } from '../simplify/term.js';

/** How f(u) = v is solved for u. */
export interface Inverse {
  /** The least and the greatest value of f, where it has them. */
  readonly from?: number;
  readonly to?: number;
  /** Whether they are only approached. */
  readonly open?: true;
  /** Whether there are infinitely many u, of which those of one period are given. */
  readonly periodic?: true;
  of(algebra: Algebra, value: Term): Term[];
}

const by =
  (name: ElementwiseName) =>
  (algebra: Algebra, value: Term): Term[] => [algebra.apply(elementwise[name], [value])];
const pi = (algebra: Algebra): Term => algebra.call(elementwise.pi, []);

/** By the function's name. */
export const inverses: Readonly<Record<string, Inverse>> = /* @__PURE__ */ (() => ({
  log: { of: (algebra, value) => [algebra.power(algebra.base, value)] },
  abs: { from: 0, of: (algebra, value) => (value === algebra.zero ? [value] : [algebra.negated(value), value]) },
  sin: { from: -1, to: 1, periodic: true, of: (algebra, value) => { const a = algebra.apply(elementwise.asin, [value]); return [a, algebra.minus(pi(algebra), a)]; } },
  cos: { from: -1, to: 1, periodic: true, of: (algebra, value) => { const a = algebra.apply(elementwise.acos, [value]); return [algebra.negated(a), a]; } },
  tan: { periodic: true, of: by('atan') },
  asin: { from: -Math.PI / 2, to: Math.PI / 2, of: by('sin') },
  acos: { from: 0, to: Math.PI, of: by('cos') },
  atan: { from: -Math.PI / 2, to: Math.PI / 2, open: true, of: by('tan') },
  sinh: { of: by('asinh') },
  cosh: { from: 1, of: (algebra, value) => { const a = algebra.apply(elementwise.acosh, [value]); return [algebra.negated(a), a]; } },
  tanh: { from: -1, to: 1, open: true, of: by('atanh') },
  asinh: { of: by('sinh') },
  acosh: { from: 0, of: by('cosh') },
  atanh: { of: by('tanh') },
  cbrt: { of: (algebra, value) => [algebra.power(value, 3)] },
  log2: { of: (algebra, value) => [algebra.power(algebra.number(2), value)] },
  log10: { of: (algebra, value) => [algebra.power(algebra.number(10), value)] },
  sigmoid: { from: 0, to: 1, open: true, of: (algebra, value) => [algebra.apply(elementwise.log, [algebra.over(value, algebra.minus(algebra.one, value))])] },
}))(); // prettier-ignore
