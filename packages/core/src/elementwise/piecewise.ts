import { defineElementwise, eq, ge, gt, le, lt, where, type Elementwise, type Expr } from '../expression/expr.js';
import { and } from './logic.js';

/** |x|; derivative sign x, which is 0 at the kink. */
export const abs: Elementwise = defineElementwise('abs', {
  value: (x) => Math.abs(x),
  derivative: (x) => sign.of(x),
  kinks: [{ at: 0, left: -1, right: 1 }],
  integers: true,
  rule: 'absolute value',
  latex: (x) => `\\left|${x}\\right|`,
});
/** −1, 0 or 1. */
export const sign: Elementwise = defineElementwise('sign', {
  value: (x) => Math.sign(x),
  derivative: () => 0,
  jumps: [0],
  integers: true,
  rule: 'sign',
  latex: '\\operatorname{sgn}',
});
/** 0 before 0, 1 after it, ½ at 0. */
export const heaviside: Elementwise = defineElementwise('heaviside', {
  value: (x) => (x < 0 ? 0 : x > 0 ? 1 : x === 0 ? 0.5 : NaN),
  derivative: () => 0,
  definition: (x) => sign.of(x).plus(1).over(2),
  jumps: [0],
  rule: 'step',
  latex: 'H',
});
/** The largest integer that is not above x; derivative 0. */
export const floor: Elementwise = defineElementwise('floor', {
  value: (x) => Math.floor(x),
  derivative: () => 0,
  jumps: 'integers',
  integers: true,
  rule: 'floor',
  latex: (x) => `\\left\\lfloor ${x} \\right\\rfloor`,
});
/** The smallest integer that is not below x; derivative 0. */
export const ceil: Elementwise = defineElementwise('ceil', {
  value: (x) => Math.ceil(x),
  derivative: () => 0,
  jumps: 'integers',
  integers: true,
  rule: 'ceiling',
  latex: (x) => `\\left\\lceil ${x} \\right\\rceil`,
});
/** The nearest integer; halves go to the even one, as in IEEE 754, NumPy and PyTorch. */
export const round: Elementwise = defineElementwise('round', {
  value: (x) => roundHalfEven(x),
  derivative: () => 0,
  jumps: 'half-integers',
  integers: true,
  rule: 'rounding',
  latex: '\\operatorname{round}',
});

/** 1 where a wins, ½ at a tie (PyTorch's convention), else 0. */
const share = (wins: Elementwise, a: Expr, b: Expr): Expr => where.of(wins.of(a, b), 1, where.of(eq.of(a, b), 0.5, 0));

/** The larger of a and b; the derivative goes to it, one half each at a tie. */
export const max: Elementwise = defineElementwise('max', {
  value: (a, b) => Math.max(a, b),
  derivative: [(a, b) => share(gt, a, b), (a, b) => share(gt, b, a)],
  integers: true,
  rule: 'maximum',
  latex: '\\max',
});
/** The smaller of a and b; the derivative goes to it, one half each at a tie. */
export const min: Elementwise = defineElementwise('min', {
  value: (a, b) => Math.min(a, b),
  derivative: [(a, b) => share(lt, a, b), (a, b) => share(lt, b, a)],
  integers: true,
  rule: 'minimum',
  latex: '\\min',
});
/** x held between two bounds; its slope at a bound is 1 (PyTorch's convention). */
export const clip: Elementwise = defineElementwise('clip', {
  value: (x, lower, upper) => Math.min(Math.max(x, lower), upper),
  derivative: [
    (x, lower, upper) => where.of(and.of(ge.of(x, lower), le.of(x, upper)), 1, 0),
    (x, lower, upper) => where.of(and.of(lt.of(x, lower), lt.of(lower, upper)), 1, 0),
    (x, lower, upper) => where.of(gt.of(max.of(x, lower), upper), 1, 0),
  ],
  parameters: ['x', 'lower', 'upper'],
  integers: true,
  rule: 'clipping',
  latex: '\\operatorname{clip}',
});

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  const rounded = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  // The sign of a zero is the argument's.
  return rounded === 0 ? Math.sign(x) * 0 : Number.isFinite(x) ? rounded : x;
}
