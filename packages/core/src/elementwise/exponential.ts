import { defineElementwise, div, Expr, ge, gt, log, type Elementwise } from '../expression/expr.js';

/** e, the base of the natural logarithm. */
export const e: Elementwise = defineElementwise('e', { value: () => Math.E, derivative: [], rule: 'constant', latex: () => 'e' });

/** eˣ, its own derivative. */
export const exp: Elementwise = defineElementwise('exp', {
  value: (x) => Math.exp(x),
  derivative: (_x, y) => y,
  rule: 'exponential',
  latex: (x) => `e^{${x}}`,
});
/** eˣ − 1, without losing the digits of a small x. */
export const expm1: Elementwise = defineElementwise('expm1', {
  value: (x) => Math.expm1(x),
  derivative: (x) => exp.of(x),
  rule: 'exponential less one',
  latex: '\\operatorname{expm1}',
});
/** ln(1 + x), without losing the digits of a small x. */
export const log1p: Elementwise = defineElementwise('log1p', {
  value: (x) => Math.log1p(x),
  derivative: (x) => Expr.number(1).over(x.plus(1)),
  domain: (x) => gt.of(x, -1),
  rule: 'logarithm of one plus',
  latex: '\\operatorname{log1p}',
});
/** The binary logarithm of x > 0; derivative 1/(x·ln 2). */
export const log2: Elementwise = defineElementwise('log2', {
  value: (x) => Math.log2(x),
  derivative: (x) => Expr.number(1).over(x.times(log.of(2))),
  definition: (x) => log.of(x).over(log.of(2)),
  domain: (x) => gt.of(x, 0),
  rule: 'binary logarithm',
  latex: '\\log_{2}',
});
/** The decimal logarithm of x > 0; derivative 1/(x·ln 10). */
export const log10: Elementwise = defineElementwise('log10', {
  value: (x) => Math.log10(x),
  derivative: (x) => Expr.number(1).over(x.times(log.of(10))),
  definition: (x) => log.of(x).over(log.of(10)),
  domain: (x) => gt.of(x, 0),
  rule: 'decimal logarithm',
  latex: '\\log_{10}',
});
/** √x of x ≥ 0; derivative 1/(2y). */
export const sqrt: Elementwise = defineElementwise('sqrt', {
  value: (x) => Math.sqrt(x),
  derivative: (_x, y) => Expr.number(1).over(y.times(2)),
  domain: (x) => ge.of(x, 0),
  rule: 'square root',
  latex: (x) => `\\sqrt{${x}}`,
});
/** ∛x, real for negative x too; derivative 1/(3y²). */
export const cbrt: Elementwise = defineElementwise('cbrt', {
  value: (x) => Math.cbrt(x),
  derivative: (_x, y) => Expr.number(1).over(y.squared().times(3)),
  rule: 'cube root',
  latex: (x) => `\\sqrt[3]{${x}}`,
});
/** The real n-th root: of a negative number too, when n is odd. */
export const nthroot: Elementwise = defineElementwise('nthroot', {
  value: (x, n) => realRoot(x, n),
  derivative: [(x, n, y) => y.over(n.times(x)), (x, n, y) => y.times(log.of(x)).over(n.squared()).negated()],
  parameters: ['x', 'n'],
  rule: 'root',
  latex: (x, n) => `\\sqrt[${n}]{${x}}`,
});
/** ln(eᵃ + eᵇ) without overflow. */
export const logaddexp: Elementwise = defineElementwise('logaddexp', {
  value: (a, b) => (a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))),
  derivative: [(a, b) => share(a, b), (a, b) => share(b, a)],
  rule: 'logarithm of a sum of exponentials',
  latex: (a, b) => `\\ln\\left(e^{${a}} + e^{${b}}\\right)`,
});

/** eᵃ/(eᵃ + eᵇ) = 1/(1 + e^(b−a)). */
const share = (a: Expr, b: Expr): Expr => div.of(1, exp.of(b.minus(a)).plus(1));

function realRoot(x: number, n: number): number {
  if (n === 2) return Math.sqrt(x);
  if (n === 3) return Math.cbrt(x);
  if (x < 0) return n % 2 === 0 || !Number.isInteger(n) ? NaN : -realRoot(-x, n);
  const root = x ** (1 / n);
  if (root === 0 || !Number.isFinite(root) || !Number.isInteger(n)) return root;
  // One Newton step: 1/n is not exact.
  const corrected = root - (root - x / root ** (n - 1)) / n;
  return Number.isFinite(corrected) ? corrected : root;
}
