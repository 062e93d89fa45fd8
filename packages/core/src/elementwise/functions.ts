import { add, div, eq, ge, gt, le, log, lt, mul, ne, neg, pow, sub, where } from '../expression/expr.js';
import { cbrt, e, exp, expm1, log10, log1p, log2, logaddexp, nthroot, sqrt } from './exponential.js';
import { acos, acot, acsc, asec, asin, atan, atan2, cos, cot, csc, hypot, pi, sec, sin, tan } from './trigonometric.js';
import { acosh, acoth, acsch, asech, asinh, atanh, cosh, coth, csch, sech, sinh, tanh } from './hyperbolic.js';
import { abs, ceil, clip, floor, heaviside, max, min, round, sign } from './piecewise.js';
import { and, not, or } from './logic.js';
import { sigmoid } from './sigmoid.js';
import {
  celu,
  elu,
  gelu,
  gelutanh,
  hardshrink,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyrelu,
  logsigmoid,
  mish,
  relu,
  relu6,
  selu,
  silu,
  softplus,
  softshrink,
  softsign,
  tanhshrink,
} from './activations.js';
import {
  airyai,
  airyaiprime,
  besselj,
  Ci,
  digamma,
  Ei,
  erf,
  erfc,
  gamma,
  lambertw,
  loggamma,
  normcdf,
  normpdf,
  polygamma,
  Si,
  sinc,
  sincderivative,
  zeta,
  zetaderivative,
} from './special.js';
import type { Elementwise } from '../expression/expr.js';

/**
 * Every elementwise function by name, as formulas need it: `elementwise` without bringing the values of special functions along.
 * Closed under differentiation: the partials of each entry are formulas of entries.
 */
// prettier-ignore
export const functions = {
  add, sub, mul, div, neg, pow, log, where, lt, le, gt, ge, eq, ne,
  e, exp, expm1, log1p, log2, log10, sqrt, cbrt, nthroot, logaddexp,
  pi, sin, cos, tan, sec, csc, cot, asin, acos, atan, asec, acsc, acot, atan2, hypot,
  sinh, cosh, tanh, sech, csch, coth, asinh, acosh, atanh, asech, acsch, acoth,
  abs, sign, heaviside, floor, ceil, round, max, min, clip,
  and, or, not,
  sigmoid,
  relu, relu6, leakyrelu, elu, celu, selu, gelu, gelutanh, silu, softplus, logsigmoid, mish, softsign, tanhshrink, hardtanh, hardsigmoid, hardswish, hardshrink, softshrink,
  erf, erfc, normcdf, normpdf, gamma, loggamma, digamma, polygamma, zeta, zetaderivative, sinc, sincderivative, Si, Ci, Ei, besselj, lambertw, airyai, airyaiprime,
} as const satisfies Record<string, Elementwise>;

/** The names of the functions in the table. */
export type ElementwiseName = keyof typeof functions;
