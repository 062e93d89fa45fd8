import type { Elementwise } from '../expression/expr.js';
import { airyAi, airyAiPrime } from '../special/airy.js';
import { besselJ } from '../special/bessel.js';
import * as error from '../special/erf.js';
import { geluTanh } from '../special/gelu-tanh.js';
import * as factorial from '../special/gamma.js';
import { cosineIntegral, exponentialIntegral, sineIntegral } from '../special/integrals.js';
import { lambertW } from '../special/lambert-w.js';
import { falling, mish as mishValue } from '../special/mish.js';
import { normalDensity, normalDistribution } from '../special/normal-distribution.js';
import * as cardinal from '../special/sinc.js';
import * as riemann from '../special/zeta.js';
import * as activation from './activations.js';
import * as formula from './special.js';

/**
 * The special functions, able to compute: these are the entries of `special.ts` themselves. Their values are long programs, which
 * who only reads and differentiates formulas does not ship. A function brings along those that its derivatives are made of.
 */
/* @__NO_SIDE_EFFECTS__ */
const computed = (fn: Elementwise, value: (...args: number[]) => number, ...companions: readonly Elementwise[]): Elementwise =>
  fn.attach(value, companions);

export const erf: Elementwise = computed(formula.erf, error.erf);
export const erfc: Elementwise = computed(formula.erfc, error.erfc);
export const normpdf: Elementwise = computed(formula.normpdf, normalDensity);
export const normcdf: Elementwise = computed(formula.normcdf, normalDistribution, normpdf);
export const gelu: Elementwise = computed(activation.gelu, (x) => falling(x, normalDistribution(x)), normcdf, normpdf);
export const gelutanh: Elementwise = computed(activation.gelutanh, geluTanh);
export const mish: Elementwise = computed(activation.mish, mishValue);
export const polygamma: Elementwise = computed(formula.polygamma, factorial.polygamma);
export const digamma: Elementwise = computed(formula.digamma, factorial.digamma, polygamma);
export const gamma: Elementwise = computed(formula.gamma, factorial.gamma, digamma);
export const loggamma: Elementwise = computed(formula.loggamma, factorial.logGamma, digamma);
export const zetaderivative: Elementwise = computed(formula.zetaderivative, riemann.zetaDerivative);
export const zeta: Elementwise = computed(formula.zeta, riemann.zeta, zetaderivative);
export const sincderivative: Elementwise = computed(formula.sincderivative, cardinal.sincDerivative);
export const sinc: Elementwise = computed(formula.sinc, cardinal.sinc, sincderivative);
export const Si: Elementwise = computed(formula.Si, sineIntegral, sinc);
export const Ci: Elementwise = computed(formula.Ci, cosineIntegral);
export const Ei: Elementwise = computed(formula.Ei, exponentialIntegral);
export const besselj: Elementwise = computed(formula.besselj, besselJ);
export const lambertw: Elementwise = computed(formula.lambertw, lambertW);
export const airyaiprime: Elementwise = computed(formula.airyaiprime, airyAiPrime, computed(formula.airyai, airyAi));
export const airyai: Elementwise = computed(formula.airyai, airyAi, airyaiprime);

/** All of them by name. */
// prettier-ignore
export const withValues: Readonly<Record<string, Elementwise>> = {
  erf, erfc, normpdf, normcdf, gelu, gelutanh, mish, polygamma, digamma, gamma, loggamma, zetaderivative, zeta, sincderivative, sinc, Si, Ci, Ei, besselj, lambertw, airyaiprime, airyai,
};

/** The same entry, in a bundle that has the values of all functions: what computes arbitrary formulas asks for values through it. */
export const computable = (fn: Elementwise): Elementwise => (withValues[fn.name] === fn ? withValues[fn.name]! : fn);
