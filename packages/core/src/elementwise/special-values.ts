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

/** The error function 2/√π·∫₀ˣ exp(−t²) dt; derivative 2/√π·exp(−x²). */
export const erf: Elementwise = computed(formula.erf, error.erf);
/** 1 − erf x, without losing the digits of a large x; derivative −2/√π·exp(−x²). */
export const erfc: Elementwise = computed(formula.erfc, error.erfc);
/** exp(−x²/2)/√(2π), the density of the standard normal distribution; derivative −x·y. */
export const normpdf: Elementwise = computed(formula.normpdf, normalDensity);
/** Φ(x), the distribution function of the standard normal distribution; derivative its density. */
export const normcdf: Elementwise = computed(formula.normcdf, normalDistribution, normpdf);
/** x·Φ(x), with the distribution function Φ of the normal distribution; Hendrycks and Gimpel 2016. */
export const gelu: Elementwise = computed(activation.gelu, (x) => falling(x, normalDistribution(x)), normcdf, normpdf);
/** GELU with the tanh approximation of Φ; Hendrycks and Gimpel 2016. */
export const gelutanh: Elementwise = computed(activation.gelutanh, geluTanh);
/** x·tanh(ln(1 + eˣ)); Misra 2019. */
export const mish: Elementwise = computed(activation.mish, mishValue);
/** ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function; derivative ψ⁽ⁿ⁺¹⁾(x), by x. */
export const polygamma: Elementwise = computed(formula.polygamma, factorial.polygamma);
/** ψ(x) = Γ′(x)/Γ(x); derivative polygamma(1, x). */
export const digamma: Elementwise = computed(formula.digamma, factorial.digamma, polygamma);
/** Γ(x) = ∫₀^∞ tˣ⁻¹e⁻ᵗ dt, continued to negative x; derivative Γ(x)ψ(x). */
export const gamma: Elementwise = computed(formula.gamma, factorial.gamma, digamma);
/** ln |Γ(x)|, which does not overflow; derivative ψ(x). */
export const loggamma: Elementwise = computed(formula.loggamma, factorial.logGamma, digamma);
/** ζ⁽ⁿ⁾(x), the n-th derivative of Riemann's ζ by x; its derivative is the next. */
export const zetaderivative: Elementwise = computed(formula.zetaderivative, riemann.zetaDerivative);
/** Riemann's ζ(x) = Σ n⁻ˣ, continued beyond x > 1; its derivative is an entry of its own. */
export const zeta: Elementwise = computed(formula.zeta, riemann.zeta, zetaderivative);
/** sinc(n, x), the n-th derivative of sin x/x by x; its derivative is the next. */
export const sincderivative: Elementwise = computed(formula.sincderivative, cardinal.sincDerivative);
/** sin x/x, and 1 at 0; its derivative is an entry of its own. */
export const sinc: Elementwise = computed(formula.sinc, cardinal.sinc, sincderivative);
/** The sine integral ∫₀ˣ sin t/t dt; derivative sinc x. */
export const Si: Elementwise = computed(formula.Si, sineIntegral, sinc);
/** The cosine integral γ + ln x + ∫₀ˣ (cos t − 1)/t dt, for x > 0; derivative cos x/x. */
export const Ci: Elementwise = computed(formula.Ci, cosineIntegral);
/** The exponential integral, the principal value of ∫₋∞ˣ eᵗ/t dt; derivative eˣ/x. */
export const Ei: Elementwise = computed(formula.Ei, exponentialIntegral);
/** The Bessel function Jₙ(x) of the first kind; derivative ½(Jₙ₋₁ − Jₙ₊₁), by x. */
export const besselj: Elementwise = computed(formula.besselj, besselJ);
/** The principal branch of the Lambert W function, y·eʸ = x for x ≥ −1/e; derivative 1/(eʸ(1 + y)). */
export const lambertw: Elementwise = computed(formula.lambertw, lambertW);
/** The derivative Ai′ of the Airy function; its own derivative is x·Ai(x). */
export const airyaiprime: Elementwise = computed(formula.airyaiprime, airyAiPrime, computed(formula.airyai, airyAi));
/** The Airy function Ai, the solution of y″ = xy that falls for x > 0; derivative Ai′. */
export const airyai: Elementwise = computed(formula.airyai, airyAi, airyaiprime);

/** All of them by name. */
// prettier-ignore
export const withValues: Readonly<Record<string, Elementwise>> = {
  erf, erfc, normpdf, normcdf, gelu, gelutanh, mish, polygamma, digamma, gamma, loggamma, zetaderivative, zeta, sincderivative, sinc, Si, Ci, Ei, besselj, lambertw, airyaiprime, airyai,
};

/**
 * The same entry, in a bundle that has the values of all functions: what computes arbitrary formulas asks for values through it.
 *
 * @example
 * ```ts
 * import { computable, tanh } from '@chainrule/core';
 * computable(tanh) === tanh; // → true
 * ```
 */
export const computable = (fn: Elementwise): Elementwise => (withValues[fn.name] === fn ? withValues[fn.name]! : fn);
