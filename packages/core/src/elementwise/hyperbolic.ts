import { defineElementwise, div, Expr, ge, gt, le, ne, where, type Elementwise } from '../expression/expr.js';
import { and } from './logic.js';
import { exp, log1p, sqrt } from './exponential.js';
import { abs, sign } from './piecewise.js';
import { hypot } from './trigonometric.js';

const one = (): Expr => Expr.number(1);

/** The hyperbolic sine (eˣ − e⁻ˣ)/2; derivative cosh x. */
export const sinh: Elementwise = defineElementwise('sinh', {
  value: (x) => Math.sinh(x),
  derivative: (x) => cosh.of(x),
  rule: 'hyperbolic sine',
  latex: '\\sinh',
});
/** The hyperbolic cosine (eˣ + e⁻ˣ)/2; derivative sinh x. */
export const cosh: Elementwise = defineElementwise('cosh', {
  value: (x) => Math.cosh(x),
  derivative: (x) => sinh.of(x),
  rule: 'hyperbolic cosine',
  latex: '\\cosh',
});
/** The hyperbolic tangent; derivative 1 − y². */
export const tanh: Elementwise = defineElementwise('tanh', {
  value: (x) => Math.tanh(x),
  derivative: (_x, y) => one().minus(y.squared()),
  // 1 − y² has no digits left beyond |x| = 19; with q = e^(−2|x|) it is 4q/(1 + q)².
  stable: (x) => {
    const q = exp.of(abs.of(x).times(-2));
    return q.times(4).over(q.plus(1).squared());
  },
  rule: 'hyperbolic tangent',
  latex: '\\tanh',
});
/** The hyperbolic secant 1/cosh x; derivative −y·tanh x. */
export const sech: Elementwise = defineElementwise('sech', {
  value: (x) => 1 / Math.cosh(x),
  derivative: (x, y) => y.times(tanh.of(x)).negated(),
  definition: (x) => one().over(cosh.of(x)),
  rule: 'hyperbolic secant',
  latex: '\\operatorname{sech}',
});
/** The hyperbolic cosecant 1/sinh x; derivative −y·coth x. */
export const csch: Elementwise = defineElementwise('csch', {
  value: (x) => 1 / Math.sinh(x),
  derivative: (x, y) => y.times(coth.of(x)).negated(),
  definition: (x) => one().over(sinh.of(x)),
  domain: (x) => ne.of(x, 0),
  rule: 'hyperbolic cosecant',
  latex: '\\operatorname{csch}',
});
/** The hyperbolic cotangent cosh x/sinh x; derivative −csch² x. */
export const coth: Elementwise = defineElementwise('coth', {
  value: (x) => 1 / Math.tanh(x),
  derivative: (x) => csch.of(x).squared().negated(),
  definition: (x) => one().over(tanh.of(x)),
  domain: (x) => ne.of(x, 0),
  rule: 'hyperbolic cotangent',
  latex: '\\coth',
});
/** The inverse hyperbolic sine ln(x + √(x² + 1)); derivative 1/√(x² + 1). */
export const asinh: Elementwise = defineElementwise('asinh', {
  value: (x) => Math.asinh(x),
  derivative: (x) => one().over(sqrt.of(x.squared().plus(1))),
  stable: (x) => one().over(hypot.of(x, 1)),
  rule: 'inverse hyperbolic sine',
  latex: '\\operatorname{arsinh}',
});
/** The inverse hyperbolic cosine ln(x + √(x² − 1)) of x ≥ 1; derivative 1/√(x² − 1). */
export const acosh: Elementwise = defineElementwise('acosh', {
  value: (x) => Math.acosh(x),
  derivative: (x) => one().over(sqrt.of(x.squared().minus(1))),
  stable: (x) => one().over(sqrt.of(x.minus(1)).times(sqrt.of(x.plus(1)))),
  domain: (x) => ge.of(x, 1),
  rule: 'inverse hyperbolic cosine',
  latex: '\\operatorname{arcosh}',
});
/** The inverse hyperbolic tangent ½·ln((1 + x)/(1 − x)) of x in (−1, 1); derivative 1/(1 − x²). */
export const atanh: Elementwise = defineElementwise('atanh', {
  value: (x) => Math.atanh(x),
  derivative: (x) => one().over(one().minus(x.squared())),
  stable: (x) => one().over(one().minus(x).times(x.plus(1))),
  domain: (x) => gt.of(1, abs.of(x)),
  rule: 'inverse hyperbolic tangent',
  latex: '\\operatorname{artanh}',
});
/** The inverse hyperbolic cosine of 1/x; near 1, where 1/x has lost its digits, twice the artanh of √((1 − x)/(1 + x)). */
export const asech: Elementwise = defineElementwise('asech', {
  value: (x) => (x > 0.5 ? 2 * Math.atanh(Math.sqrt((1 - x) / (1 + x))) : Math.acosh(1 / x)),
  derivative: (x) =>
    one()
      .over(x.times(sqrt.of(one().minus(x.squared()))))
      .negated(),
  stable: (x) =>
    one()
      .over(x.times(sqrt.of(one().minus(x).times(x.plus(1)))))
      .negated(),
  definition: (x) => where.of(gt.of(x, 0.5), atanh.of(sqrt.of(one().minus(x).over(x.plus(1)))).times(2), acosh.of(one().over(x))),
  domain: (x) => and.of(gt.of(x, 0), le.of(x, 1)),
  rule: 'inverse hyperbolic secant',
  latex: '\\operatorname{arsech}',
});
/** The inverse hyperbolic cosecant asinh(1/x); derivative −1/(|x|√(x² + 1)). */
export const acsch: Elementwise = defineElementwise('acsch', {
  value: (x) => Math.asinh(1 / x),
  derivative: (x) =>
    one()
      .over(abs.of(x).times(sqrt.of(x.squared().plus(1))))
      .negated(),
  definition: (x) => asinh.of(one().over(x)),
  domain: (x) => ne.of(x, 0),
  rule: 'inverse hyperbolic cosecant',
  latex: '\\operatorname{arcsch}',
});
/** The inverse hyperbolic tangent of 1/x, as ½·ln(1 + 2/(|x| − 1)), which keeps the digits near ±1. */
export const acoth: Elementwise = defineElementwise('acoth', {
  value: (x) => (Math.sign(x) * Math.log1p(2 / (Math.abs(x) - 1))) / 2,
  derivative: (x) => one().over(one().minus(x.squared())),
  stable: (x) => one().over(one().minus(x).times(x.plus(1))),
  definition: (x) =>
    sign
      .of(x)
      .times(log1p.of(div.of(2, abs.of(x).minus(1))))
      .over(2),
  domain: (x) => gt.of(abs.of(x), 1),
  rule: 'inverse hyperbolic cotangent',
  latex: '\\operatorname{arcoth}',
});
