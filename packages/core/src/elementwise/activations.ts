import { defineElementwise, defineWithoutValue, div, Expr, ge, gt, le, lt, ne, where, type Elementwise } from '../expression/expr.js';
import { tanhshrink as tanhshrinkValue } from '../special/tanhshrink.js';
import { exp, expm1, log1p } from './exponential.js';
import { cosh, sinh, tanh } from './hyperbolic.js';
import { and } from './logic.js';
import { abs, clip, max, sign } from './piecewise.js';
import { sigmoid } from './sigmoid.js';
import { normcdf, normpdf } from './special.js';

/** Where x is positive, else. */
const positive = (x: Expr, yes: Expr | number, no: Expr | number): Expr => where.of(gt.of(x, 0), yes, no);
const one = (): Expr => Expr.number(1);

/** max(x, 0), with slope 0 at 0. */
export const relu: Elementwise = defineElementwise('relu', {
  value: (x) => Math.max(x, 0),
  derivative: (x) => positive(x, 1, 0),
  definition: (x) => positive(x, x, 0),
  kinks: [{ at: 0, left: 0, right: 1 }],
  rule: 'rectifier',
  latex: '\\operatorname{ReLU}',
});
/** min(max(x, 0), 6). */
export const relu6: Elementwise = defineElementwise('relu6', {
  value: (x) => Math.min(Math.max(x, 0), 6),
  derivative: (x) => where.of(and.of(gt.of(x, 0), lt.of(x, 6)), 1, 0),
  definition: (x) => clip.of(x, 0, 6),
  kinks: [
    { at: 0, left: 0, right: 1 },
    { at: 6, left: 1, right: 0 },
  ],
  rule: 'rectifier capped at six',
  latex: '\\operatorname{ReLU6}',
});
/** x where positive, else slope·x. */
export const leakyrelu: Elementwise = defineElementwise('leakyrelu', {
  value: (x, slope) => (x > 0 ? x : slope * x),
  derivative: [(x, slope) => positive(x, 1, slope), (x) => positive(x, 0, x)],
  definition: (x, slope) => positive(x, x, slope.times(x)),
  parameters: ['x', 'slope'],
  defaults: [0.01],
  rule: 'leaky rectifier',
  latex: '\\operatorname{LeakyReLU}',
});
/** x where positive, else alpha·(eˣ − 1). */
export const elu: Elementwise = defineElementwise('elu', {
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  derivative: [(x, alpha) => positive(x, 1, alpha.times(exp.of(x))), (x) => positive(x, 0, expm1.of(x))],
  definition: (x, alpha) => positive(x, x, alpha.times(expm1.of(x))),
  parameters: ['x', 'alpha'],
  defaults: [1],
  rule: 'exponential linear unit',
  latex: '\\operatorname{ELU}',
});
/** x where positive, else alpha·(e^(x/alpha) − 1): smooth for every alpha. */
export const celu: Elementwise = defineElementwise('celu', {
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  derivative: [
    (x, alpha) => positive(x, 1, exp.of(x.over(alpha))),
    (x, alpha) => positive(x, 0, expm1.of(x.over(alpha)).minus(x.over(alpha).times(exp.of(x.over(alpha))))),
  ],
  // With q = x/alpha and h = q/2, e^q − 1 − q·e^q = −2e^h(cosh(h)(h − tanh h) + h·sinh(h)), which keeps the digits of a small q.
  stable: [
    (x, alpha) => positive(x, 1, exp.of(x.over(alpha))),
    (x, alpha) => {
      const q = x.over(alpha);
      const h = q.over(2);
      const small = exp
        .of(h)
        .times(-2)
        .times(
          cosh
            .of(h)
            .times(tanhshrink.of(h))
            .plus(h.times(sinh.of(h))),
        );
      return positive(x, 0, where.of(gt.of(q, -1), small, expm1.of(q).minus(q.times(exp.of(q)))));
    },
  ],
  definition: (x, alpha) => positive(x, x, alpha.times(expm1.of(x.over(alpha)))),
  parameters: ['x', 'alpha'],
  defaults: [1],
  domain: (_x, alpha) => ne.of(alpha, 0),
  rule: 'continuously differentiable exponential linear unit',
  latex: '\\operatorname{CELU}',
});

// Klambauer et al. 2017, "Self-normalizing neural networks", appendix A: the scale, and the scale times alpha = 1.6732632423543772848.
const seluScale = 1.0507009873554804934193349852946;
// Written out, as are the other products and quotients up here: bundlers drop unused numbers, but not unused arithmetic.
const seluSlope = 1.7580993408473766;
/** The self-normalising unit: scale·elu(x, alpha) with the two constants that keep mean 0 and variance 1. */
export const selu: Elementwise = defineElementwise('selu', {
  value: (x) => (x > 0 ? seluScale * x : seluSlope * Math.expm1(x)),
  derivative: (x) => positive(x, seluScale, exp.of(x).times(seluSlope)),
  definition: (x) => positive(x, x.times(seluScale), expm1.of(x).times(seluSlope)),
  kinks: [{ at: 0, left: seluSlope, right: seluScale }],
  rule: 'scaled exponential linear unit',
  latex: '\\operatorname{SELU}',
});
/** x·Φ(x) with the normal distribution function Φ. */
export const gelu: Elementwise = defineWithoutValue('gelu', {
  exact: { 0: 0 },
  derivative: (x) => normcdf.of(x).plus(x.times(normpdf.of(x))),
  definition: (x) => x.times(normcdf.of(x)),
  rule: 'Gaussian error linear unit',
  latex: '\\operatorname{GELU}',
});

// √(2/π)
const geluScale = 0.7978845608028654;
/** GELU's approximation by a hyperbolic tangent, (x/2)(1 + tanh(√(2/π)(x + 0.044715x³))), as x·σ(2…) so that the tail keeps its digits. */
export const gelutanh: Elementwise = defineWithoutValue('gelutanh', {
  exact: { 0: 0 },
  derivative: (x) => {
    const inner = x.plus(x.power(3).times(0.044715)).times(2 * geluScale);
    const slope = x
      .squared()
      .times(3 * 0.044715)
      .plus(1)
      .times(2 * geluScale);
    const s = sigmoid.of(inner);
    return s.plus(x.times(slope).times(s).times(sigmoid.of(inner.negated())));
  },
  definition: (x) => x.times(sigmoid.of(x.plus(x.power(3).times(0.044715)).times(2 * geluScale))),
  rule: 'Gaussian error linear unit, approximated',
  latex: '\\operatorname{GELU}_{\\tanh}',
});
/** x·σ(x), also called swish. */
export const silu: Elementwise = defineElementwise('silu', {
  value: (x) => (x === -Infinity ? -0 : x * sigmoid.value(x)), // the limit, and not −∞·0
  derivative: (x, y) => {
    const s = sigmoid.of(x);
    return s.plus(y.times(one().minus(s)));
  },
  stable: (x, y) => sigmoid.of(x).plus(y.times(sigmoid.of(x.negated()))),
  definition: (x) => x.times(sigmoid.of(x)),
  rule: 'sigmoid linear unit',
  latex: '\\operatorname{SiLU}',
});
/** ln(1 + e^(beta·x))/beta. */
export const softplus: Elementwise = defineElementwise('softplus', {
  value: (x, beta) => softplusValue(beta * x) / beta,
  derivative: [
    (x, beta) => sigmoid.of(beta.times(x)),
    (x, beta, y) =>
      x
        .times(sigmoid.of(beta.times(x)))
        .minus(y)
        .over(beta),
  ],
  // In the size of beta·x both terms have one sign.
  stable: [
    (x, beta) => sigmoid.of(beta.times(x)),
    (x, beta) => {
      const size = abs.of(beta.times(x));
      return size
        .times(sigmoid.of(size.negated()))
        .plus(log1p.of(exp.of(size.negated())))
        .over(beta.squared())
        .negated();
    },
  ],
  definition: (x, beta) =>
    max
      .of(beta.times(x), 0)
      .plus(log1p.of(exp.of(abs.of(beta.times(x)).negated())))
      .over(beta),
  parameters: ['x', 'beta'],
  defaults: [1],
  rule: 'softplus',
  latex: '\\operatorname{softplus}',
});
const softplusValue = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
/** ln σ(x) = −softplus(−x). */
export const logsigmoid: Elementwise = defineElementwise('logsigmoid', {
  value: (x) => -softplusValue(-x),
  derivative: (x) => sigmoid.of(x.negated()),
  definition: (x) => softplus.of(x.negated()).negated(),
  rule: 'logarithm of the logistic',
  latex: '\\ln\\sigma',
});

/** With q = e^−|x| ≤ 1: numerator and denominator of tanh(softplus(x)), none of which overflows or cancels. */
function mishParts(x: Expr): { q: Expr; numerator: Expr; denominator: Expr } {
  const q = exp.of(abs.of(x).negated());
  const parabola = (a: number, b: number, c: number): Expr => q.times(q.times(c).plus(b)).plus(a);
  return {
    q,
    numerator: positive(x, parabola(1, 2, 0), parabola(0, 2, 1)),
    denominator: positive(x, parabola(1, 2, 2), parabola(2, 2, 1)),
  };
}
/** x·tanh(softplus(x)). */
export const mish: Elementwise = defineWithoutValue('mish', {
  exact: { 0: 0 },
  derivative: (x) => {
    const t = tanh.of(softplus.of(x));
    return t.plus(x.times(one().minus(t.squared())).times(sigmoid.of(x)));
  },
  // 1 − tanh² = 4(1 + q)²q²/d² for positive x, 4(1 + q)²/d² otherwise; times σ(x) = 1/(1 + q) or q/(1 + q).
  stable: (x) => {
    const { q, numerator, denominator } = mishParts(x);
    const falling = positive(x, q.squared(), q).times(q.plus(1)).times(4).over(denominator.squared());
    return numerator.over(denominator).plus(x.times(falling));
  },
  definition: (x) => {
    const { numerator, denominator } = mishParts(x);
    return x.times(numerator.over(denominator));
  },
  rule: 'mish',
  latex: '\\operatorname{mish}',
});
/** x/(1 + |x|). */
export const softsign: Elementwise = defineElementwise('softsign', {
  value: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
  derivative: (x) => div.of(1, abs.of(x).plus(1).squared()),
  rule: 'softsign',
  latex: '\\operatorname{softsign}',
});
/** x − tanh(x). */
export const tanhshrink: Elementwise = defineElementwise('tanhshrink', {
  value: (x) => tanhshrinkValue(x),
  derivative: (x) => tanh.of(x).squared(),
  rule: 'hyperbolic tangent shrinkage',
  latex: '\\operatorname{tanhshrink}',
});
/** x held between two bounds, with slope 0 at the bounds. */
export const hardtanh: Elementwise = defineElementwise('hardtanh', {
  value: (x) => Math.min(Math.max(x, -1), 1),
  derivative: (x) => where.of(and.of(gt.of(x, -1), lt.of(x, 1)), 1, 0),
  definition: (x) => clip.of(x, -1, 1),
  kinks: [
    { at: -1, left: 0, right: 1 },
    { at: 1, left: 1, right: 0 },
  ],
  rule: 'hard hyperbolic tangent',
  latex: '\\operatorname{hardtanh}',
});
const sixth = 0.16666666666666666;
/** clip(x/6 + ½, 0, 1). */
export const hardsigmoid: Elementwise = defineElementwise('hardsigmoid', {
  value: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  derivative: (x) => where.of(and.of(gt.of(x, -3), lt.of(x, 3)), Expr.number(1).over(6), 0),
  definition: (x) => clip.of(x.plus(3), 0, 6).over(6),
  kinks: [
    { at: -3, left: 0, right: sixth },
    { at: 3, left: sixth, right: 0 },
  ],
  rule: 'hard logistic',
  latex: '\\operatorname{hardsigmoid}',
});
/** x·hardsigmoid(x). */
export const hardswish: Elementwise = defineElementwise('hardswish', {
  value: (x) => (x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6),
  derivative: (x) => where.of(le.of(x, -3), 0, where.of(ge.of(x, 3), 1, x.over(3).plus(0.5))),
  definition: (x) => where.of(le.of(x, -3), 0, where.of(ge.of(x, 3), x, x.times(x.plus(3)).over(6))),
  kinks: [
    { at: -3, left: 0, right: -0.5 },
    { at: 3, left: 1.5, right: 1 },
  ],
  rule: 'hard swish',
  latex: '\\operatorname{hardswish}',
});
/** x outside of ±threshold, else 0. */
export const hardshrink: Elementwise = defineElementwise('hardshrink', {
  value: (x, threshold) => (Math.abs(x) <= threshold ? 0 : x),
  derivative: [(x, threshold) => where.of(le.of(abs.of(x), threshold), 0, 1), () => 0],
  definition: (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, x),
  parameters: ['x', 'threshold'],
  defaults: [0.5],
  rule: 'hard shrinkage',
  latex: '\\operatorname{hardshrink}',
});
/** x drawn towards 0 by the threshold, and no further than 0. */
export const softshrink: Elementwise = defineElementwise('softshrink', {
  value: (x, threshold) => (x > threshold ? x - threshold : x < -threshold ? x + threshold : x * 0),
  derivative: [
    (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, 1),
    (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, sign.of(x).negated()),
  ],
  parameters: ['x', 'threshold'],
  defaults: [0.5],
  rule: 'soft shrinkage',
  latex: '\\operatorname{softshrink}',
});
