import { defineElementwise, eq, Expr, ge, gt, ne, where, type Elementwise } from '../expression/expr.js';
import { airyAi, airyAiPrime } from '../special/airy.js';
import { besselJ } from '../special/bessel.js';
import * as error from '../special/erf.js';
import * as factorial from '../special/gamma.js';
import { cosineIntegral, exponentialIntegral, sineIntegral } from '../special/integrals.js';
import { lambertW } from '../special/lambert-w.js';
import { normalDensity, normalDistribution } from '../special/normal-distribution.js';
import { sinc as sincValue, sincDerivative } from '../special/sinc.js';
import * as riemann from '../special/zeta.js';
import { exp, sqrt } from './exponential.js';
import { cos, pi } from './trigonometric.js';

const one = (): Expr => Expr.number(1);
const bell = (x: Expr): Expr => exp.of(x.squared().negated());

export const erf: Elementwise = defineElementwise('erf', {
  value: (x) => error.erf(x),
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())),
  rule: 'error function',
  latex: '\\operatorname{erf}',
});
/** 1 − erf(x), with digits where erf(x) is nearly 1. */
export const erfc: Elementwise = defineElementwise('erfc', {
  value: (x) => error.erfc(x),
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())).negated(),
  rule: 'complementary error function',
  latex: '\\operatorname{erfc}',
});
/** The standard normal distribution function. */
export const normcdf: Elementwise = defineElementwise('normcdf', {
  value: (x) => normalDistribution(x),
  derivative: (x) => normpdf.of(x),
  rule: 'normal distribution',
  latex: '\\Phi',
});
/** The standard normal density. */
export const normpdf: Elementwise = defineElementwise('normpdf', {
  value: (x) => normalDensity(x),
  derivative: (x, y) => x.times(y).negated(),
  definition: (x) => exp.of(x.squared().over(2).negated()).over(sqrt.of(pi.of().times(2))),
  rule: 'normal density',
  latex: '\\varphi',
});
export const gamma: Elementwise = defineElementwise('gamma', {
  value: (x) => factorial.gamma(x),
  derivative: (x, y) => y.times(digamma.of(x)),
  rule: 'gamma function',
  latex: '\\Gamma',
});
/** ln|Γ(x)|. */
export const loggamma: Elementwise = defineElementwise('loggamma', {
  value: (x) => factorial.logGamma(x),
  derivative: (x) => digamma.of(x),
  rule: 'logarithm of the gamma function',
  latex: '\\ln\\Gamma',
});
export const digamma: Elementwise = defineElementwise('digamma', {
  value: (x) => factorial.digamma(x),
  derivative: (x) => polygamma.of(1, x),
  rule: 'digamma function',
  latex: '\\psi',
});
/** The n-th derivative of digamma. */
export const polygamma: Elementwise = defineElementwise('polygamma', {
  value: (n, x) => factorial.polygamma(n, x),
  derivative: [null, (n, x) => polygamma.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  rule: 'polygamma function',
  latex: (n, x) => `\\psi^{(${n})}\\left(${x}\\right)`,
});
export const zeta: Elementwise = defineElementwise('zeta', {
  value: (x) => riemann.zeta(x),
  derivative: (x) => zetaderivative.of(1, x),
  domain: (x) => ne.of(x, 1),
  rule: 'zeta function',
  latex: '\\zeta',
});
/** The n-th derivative of zeta. */
export const zetaderivative: Elementwise = defineElementwise('zetaderivative', {
  value: (n, x) => riemann.zetaDerivative(n, x),
  derivative: [null, (n, x) => zetaderivative.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  domain: (_n, x) => ne.of(x, 1),
  rule: 'derivative of the zeta function',
  latex: (n, x) => `\\zeta^{(${n})}\\left(${x}\\right)`,
});
/** sin(x)/x, and 1 at 0. */
export const sinc: Elementwise = defineElementwise('sinc', {
  value: (x) => sincValue(x),
  derivative: (x) => sincderivative.of(1, x),
  rule: 'cardinal sine',
  latex: '\\operatorname{sinc}',
});
/** The n-th derivative of sinc, continuous through 0. */
export const sincderivative: Elementwise = defineElementwise('sincderivative', {
  value: (n, x) => sincDerivative(n, x),
  derivative: [null, (n, x) => sincderivative.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  rule: 'derivative of the cardinal sine',
  latex: (n, x) => `\\operatorname{sinc}^{(${n})}\\left(${x}\\right)`,
});
export const Si: Elementwise = defineElementwise('Si', {
  value: (x) => sineIntegral(x),
  derivative: (x) => sinc.of(x),
  rule: 'sine integral',
  latex: '\\operatorname{Si}',
});
export const Ci: Elementwise = defineElementwise('Ci', {
  value: (x) => cosineIntegral(x),
  derivative: (x) => cos.of(x).over(x),
  domain: (x) => gt.of(x, 0),
  rule: 'cosine integral',
  latex: '\\operatorname{Ci}',
});
export const Ei: Elementwise = defineElementwise('Ei', {
  value: (x) => exponentialIntegral(x),
  derivative: (x) => exp.of(x).over(x),
  domain: (x) => ne.of(x, 0),
  rule: 'exponential integral',
  latex: '\\operatorname{Ei}',
});
/** The Bessel function of the first kind of integer order n. */
export const besselj: Elementwise = defineElementwise('besselj', {
  value: (n, x) => besselJ(n, x),
  derivative: [
    null,
    (n, x) =>
      besselj
        .of(n.minus(1), x)
        .minus(besselj.of(n.plus(1), x))
        .over(2),
  ],
  parameters: ['n', 'x'],
  rule: 'Bessel function',
  latex: (n, x) => `J_{${n}}\\left(${x}\\right)`,
});
/** The principal solution w of w·eʷ = x. */
export const lambertw: Elementwise = defineElementwise('lambertw', {
  value: (x) => lambertW(x),
  derivative: (_x, y) => one().over(exp.of(y).times(y.plus(1))),
  // e^y has lost digits where y is large.
  stable: (x, y) => where.of(eq.of(x, 0), 1, y.over(x.times(y.plus(1)))),
  domain: (x) => ge.of(x, exp.of(-1).negated()),
  rule: 'Lambert W function',
  latex: 'W',
});
export const airyai: Elementwise = defineElementwise('airyai', {
  value: (x) => airyAi(x),
  derivative: (x) => airyaiprime.of(x),
  rule: 'Airy function',
  latex: '\\operatorname{Ai}',
});
export const airyaiprime: Elementwise = defineElementwise('airyaiprime', {
  value: (x) => airyAiPrime(x),
  derivative: (x) => x.times(airyai.of(x)),
  rule: 'derivative of the Airy function',
  latex: (x) => `\\operatorname{Ai}'\\left(${x}\\right)`,
});
