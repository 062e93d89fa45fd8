import { defineWithoutValue, eq, Expr, ge, gt, ne, where, type Elementwise } from '../expression/expr.js';
import { exp, sqrt } from './exponential.js';
import { cos, pi } from './trigonometric.js';

const one = (): Expr => Expr.number(1);
const bell = (x: Expr): Expr => exp.of(x.squared().negated());

export const erf: Elementwise = defineWithoutValue('erf', {
  exact: { 0: 0 },
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())),
  rule: 'error function',
  latex: '\\operatorname{erf}',
});
/** 1 − erf(x), with digits where erf(x) is nearly 1. */
export const erfc: Elementwise = defineWithoutValue('erfc', {
  exact: { 0: 1 },
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())).negated(),
  rule: 'complementary error function',
  latex: '\\operatorname{erfc}',
});
/** The standard normal distribution function. */
export const normcdf: Elementwise = defineWithoutValue('normcdf', {
  exact: { 0: 0.5 },
  derivative: (x) => normpdf.of(x),
  rule: 'normal distribution',
  latex: '\\Phi',
});
/** The standard normal density. */
export const normpdf: Elementwise = defineWithoutValue('normpdf', {
  exact: {},
  derivative: (x, y) => x.times(y).negated(),
  definition: (x) => exp.of(x.squared().over(2).negated()).over(sqrt.of(pi.of().times(2))),
  rule: 'normal density',
  latex: '\\varphi',
});
export const gamma: Elementwise = defineWithoutValue('gamma', {
  exact: { 1: 1 },
  derivative: (x, y) => y.times(digamma.of(x)),
  rule: 'gamma function',
  latex: '\\Gamma',
});
/** ln|Γ(x)|. */
export const loggamma: Elementwise = defineWithoutValue('loggamma', {
  exact: { 1: 0 },
  derivative: (x) => digamma.of(x),
  rule: 'logarithm of the gamma function',
  latex: '\\ln\\Gamma',
});
export const digamma: Elementwise = defineWithoutValue('digamma', {
  exact: {},
  derivative: (x) => polygamma.of(1, x),
  rule: 'digamma function',
  latex: '\\psi',
});
/** The n-th derivative of digamma. */
export const polygamma: Elementwise = defineWithoutValue('polygamma', {
  exact: {},
  derivative: [null, (n, x) => polygamma.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  rule: 'polygamma function',
  latex: (n, x) => `\\psi^{(${n})}\\left(${x}\\right)`,
});
export const zeta: Elementwise = defineWithoutValue('zeta', {
  exact: {},
  derivative: (x) => zetaderivative.of(1, x),
  domain: (x) => ne.of(x, 1),
  rule: 'zeta function',
  latex: '\\zeta',
});
/** The n-th derivative of zeta. */
export const zetaderivative: Elementwise = defineWithoutValue('zetaderivative', {
  exact: {},
  derivative: [null, (n, x) => zetaderivative.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  domain: (_n, x) => ne.of(x, 1),
  rule: 'derivative of the zeta function',
  latex: (n, x) => `\\zeta^{(${n})}\\left(${x}\\right)`,
});
/** sin(x)/x, and 1 at 0. */
export const sinc: Elementwise = defineWithoutValue('sinc', {
  exact: { 0: 1 },
  derivative: (x) => sincderivative.of(1, x),
  rule: 'cardinal sine',
  latex: '\\operatorname{sinc}',
});
/** The n-th derivative of sinc, continuous through 0. */
export const sincderivative: Elementwise = defineWithoutValue('sincderivative', {
  exact: {},
  derivative: [null, (n, x) => sincderivative.of(n.plus(1), x)],
  parameters: ['n', 'x'],
  rule: 'derivative of the cardinal sine',
  latex: (n, x) => `\\operatorname{sinc}^{(${n})}\\left(${x}\\right)`,
});
export const Si: Elementwise = defineWithoutValue('Si', {
  exact: { 0: 0 },
  derivative: (x) => sinc.of(x),
  rule: 'sine integral',
  latex: '\\operatorname{Si}',
});
export const Ci: Elementwise = defineWithoutValue('Ci', {
  exact: {},
  derivative: (x) => cos.of(x).over(x),
  domain: (x) => gt.of(x, 0),
  rule: 'cosine integral',
  latex: '\\operatorname{Ci}',
});
export const Ei: Elementwise = defineWithoutValue('Ei', {
  exact: {},
  derivative: (x) => exp.of(x).over(x),
  domain: (x) => ne.of(x, 0),
  rule: 'exponential integral',
  latex: '\\operatorname{Ei}',
});
/** The Bessel function of the first kind of integer order n. */
export const besselj: Elementwise = defineWithoutValue('besselj', {
  exact: {},
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
export const lambertw: Elementwise = defineWithoutValue('lambertw', {
  exact: { 0: 0 },
  derivative: (_x, y) => one().over(exp.of(y).times(y.plus(1))),
  // e^y has lost digits where y is large.
  stable: (x, y) => where.of(eq.of(x, 0), 1, y.over(x.times(y.plus(1)))),
  domain: (x) => ge.of(x, exp.of(-1).negated()),
  rule: 'Lambert W function',
  latex: 'W',
});
export const airyai: Elementwise = defineWithoutValue('airyai', {
  exact: {},
  derivative: (x) => airyaiprime.of(x),
  rule: 'Airy function',
  latex: '\\operatorname{Ai}',
});
export const airyaiprime: Elementwise = defineWithoutValue('airyaiprime', {
  exact: {},
  derivative: (x) => x.times(airyai.of(x)),
  rule: 'derivative of the Airy function',
  latex: (x) => `\\operatorname{Ai}'\\left(${x}\\right)`,
});
