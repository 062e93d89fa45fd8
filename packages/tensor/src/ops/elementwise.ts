// By name, not as a namespace, whose parts bundlers cannot drop.
import {
  abs as absEntry,
  acos as acosEntry,
  acosh as acoshEntry,
  add as addEntry,
  asin as asinEntry,
  asinh as asinhEntry,
  atan as atanEntry,
  atan2 as atan2Entry,
  atanh as atanhEntry,
  cbrt as cbrtEntry,
  ceil as ceilEntry,
  clip as clipEntry,
  cos as cosEntry,
  cosh as coshEntry,
  div as divEntry,
  eq as eqEntry,
  erf as erfEntry,
  erfc as erfcEntry,
  exp as expEntry,
  expm1 as expm1Entry,
  floor as floorEntry,
  ge as geEntry,
  gt as gtEntry,
  hypot as hypotEntry,
  le as leEntry,
  log as logEntry,
  log10 as log10Entry,
  log1p as log1pEntry,
  log2 as log2Entry,
  logaddexp as logaddexpEntry,
  lt as ltEntry,
  max as maxEntry,
  min as minEntry,
  mul as mulEntry,
  ne as neEntry,
  neg as negEntry,
  pow as powEntry,
  relu as reluEntry,
  round as roundEntry,
  sigmoid as sigmoidEntry,
  sign as signEntry,
  sin as sinEntry,
  sinh as sinhEntry,
  softplus as softplusEntry,
  sqrt as sqrtEntry,
  sub as subEntry,
  tan as tanEntry,
  tanh as tanhEntry,
} from '@chainrule/core';
import type { DType, Elementwise, Value } from '@chainrule/core';
import { lift, type Tensor } from '../tensor.js';

type Operand = Value | number;
type Unary = <D extends DType>(x: Tensor<D>) => Tensor<D>;
type Binary = <D extends DType>(x: Tensor<D>, y: Operand) => Tensor<D>;
type Comparison = (x: Tensor, y: Operand) => Tensor<'bool'>;

/* @__NO_SIDE_EFFECTS__ */
const unary =
  (fn: Elementwise): Unary =>
  <D extends DType>(x: Tensor<D>) =>
    lift(x).apply(fn) as Tensor<D>;
/* @__NO_SIDE_EFFECTS__ */
const binary =
  (fn: Elementwise): Binary =>
  <D extends DType>(x: Tensor<D>, y: Operand) =>
    lift(x).apply(fn, y) as Tensor<D>;
/* @__NO_SIDE_EFFECTS__ */
const comparison =
  (fn: Elementwise): Comparison =>
  (x, y) =>
    lift(x).apply(fn, y) as Tensor<'bool'>;

/**
 * a + b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { add, tensor } from '@chainrule/tensor';
 * add(tensor([1, 2]), 10).toString(); // → 'f32[2] [11, 12]'
 * ```
 */
export const add: Binary = binary(addEntry);
/**
 * a − b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { sub, tensor } from '@chainrule/tensor';
 * sub(tensor([1, 2]), 1).toString(); // → 'f32[2] [0, 1]'
 * ```
 */
export const sub: Binary = binary(subEntry);
/**
 * a·b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { mul, tensor } from '@chainrule/tensor';
 * mul(tensor([1, 2]), 3).toString(); // → 'f32[2] [3, 6]'
 * ```
 */
export const mul: Binary = binary(mulEntry);
/**
 * a/b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { div, tensor } from '@chainrule/tensor';
 * div(tensor([1, 2]), 4).toString(); // → 'f32[2] [0.25, 0.5]'
 * ```
 */
export const div: Binary = binary(divEntry);
/**
 * aᵇ, element by element; derivatives b·aᵇ⁻¹ and aᵇ·ln a.
 *
 * @example
 * ```ts
 * import { pow, tensor } from '@chainrule/tensor';
 * pow(tensor([2, 3]), 2).toString(); // → 'f32[2] [4, 9]'
 * ```
 */
export const pow: Binary = binary(powEntry);
/**
 * The larger of two, element by element; of equal ones each has half of the derivative.
 *
 * @example
 * ```ts
 * import { maximum, tensor } from '@chainrule/tensor';
 * maximum(tensor([1, 5]), 3).toString(); // → 'f32[2] [3, 5]'
 * ```
 */
export const maximum: Binary = binary(maxEntry);
/**
 * The smaller of two, element by element; of equal ones each has half of the derivative.
 *
 * @example
 * ```ts
 * import { minimum, tensor } from '@chainrule/tensor';
 * minimum(tensor([1, 5]), 3).toString(); // → 'f32[2] [1, 3]'
 * ```
 */
export const minimum: Binary = binary(minEntry);
/**
 * The angle of the points (y, x), from −π to π: the first argument is the ordinate.
 *
 * @example
 * ```ts
 * import { atan2, tensor } from '@chainrule/tensor';
 * atan2(tensor([1]), tensor([-1])).toString(); // → 'f32[1] [2.356194]'
 * ```
 */
export const atan2: Binary = binary(atan2Entry);
/**
 * √(a² + b²), element by element, without overflow; the derivative at the origin counts as 0.
 *
 * @example
 * ```ts
 * import { hypot, tensor } from '@chainrule/tensor';
 * hypot(tensor([3]), tensor([4])).toString(); // → 'f32[1] [5]'
 * ```
 */
export const hypot: Binary = binary(hypotEntry);
/**
 * ln(eᵃ + eᵇ), element by element, without overflow.
 *
 * @example
 * ```ts
 * import { logaddexp, tensor } from '@chainrule/tensor';
 * logaddexp(tensor([1000]), 1000).toString(); // → 'f32[1] [1000.693]'
 * ```
 */
export const logaddexp: Binary = binary(logaddexpEntry);

/**
 * Where a < b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { less, tensor } from '@chainrule/tensor';
 * less(tensor([1, 2]), 2).toString(); // → 'bool[2] [true, false]'
 * ```
 */
export const less: Comparison = comparison(ltEntry);
/**
 * Where a ≤ b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { lessEqual, tensor } from '@chainrule/tensor';
 * lessEqual(tensor([1, 2]), 1).toString(); // → 'bool[2] [true, false]'
 * ```
 */
export const lessEqual: Comparison = comparison(leEntry);
/**
 * Where a > b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { greater, tensor } from '@chainrule/tensor';
 * greater(tensor([1, 2]), 1).toString(); // → 'bool[2] [false, true]'
 * ```
 */
export const greater: Comparison = comparison(gtEntry);
/**
 * Where a ≥ b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { greaterEqual, tensor } from '@chainrule/tensor';
 * greaterEqual(tensor([1, 2]), 2).toString(); // → 'bool[2] [false, true]'
 * ```
 */
export const greaterEqual: Comparison = comparison(geEntry);
/**
 * Where a = b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { equal, tensor } from '@chainrule/tensor';
 * equal(tensor([1, 2]), 2).toString(); // → 'bool[2] [false, true]'
 * ```
 */
export const equal: Comparison = comparison(eqEntry);
/**
 * Where a ≠ b, element by element; shapes broadcast.
 *
 * @example
 * ```ts
 * import { notEqual, tensor } from '@chainrule/tensor';
 * notEqual(tensor([1, 2]), 2).toString(); // → 'bool[2] [true, false]'
 * ```
 */
export const notEqual: Comparison = comparison(neEntry);

/**
 * −x of every element.
 *
 * @example
 * ```ts
 * import { neg, tensor } from '@chainrule/tensor';
 * neg(tensor([1, -2])).toString(); // → 'f32[2] [-1, 2]'
 * ```
 */
export const neg: Unary = unary(negEntry);
/**
 * eˣ of every element, its own derivative.
 *
 * @example
 * ```ts
 * import { exp, tensor } from '@chainrule/tensor';
 * exp(tensor([0, 1])).toString(); // → 'f32[2] [1, 2.718282]'
 * ```
 */
export const exp: Unary = unary(expEntry);
/**
 * eˣ − 1 of every element, without losing the digits of a small x.
 *
 * @example
 * ```ts
 * import { expm1, tensor } from '@chainrule/tensor';
 * expm1(tensor([1e-6])).toString(); // → 'f32[1] [0.000001]'
 * ```
 */
export const expm1: Unary = unary(expm1Entry);
/**
 * The natural logarithm of every element; derivative 1/x.
 *
 * @example
 * ```ts
 * import { log, tensor } from '@chainrule/tensor';
 * log(tensor([1, 2])).toString(); // → 'f32[2] [0, 0.6931472]'
 * ```
 */
export const log: Unary = unary(logEntry);
/**
 * ln(1 + x) of every element, without losing the digits of a small x.
 *
 * @example
 * ```ts
 * import { log1p, tensor } from '@chainrule/tensor';
 * log1p(tensor([1e-6])).toString(); // → 'f32[1] [9.999995e-7]'
 * ```
 */
export const log1p: Unary = unary(log1pEntry);
/**
 * The binary logarithm of every element; derivative 1/(x·ln 2).
 *
 * @example
 * ```ts
 * import { log2, tensor } from '@chainrule/tensor';
 * log2(tensor([1, 8])).toString(); // → 'f32[2] [0, 3]'
 * ```
 */
export const log2: Unary = unary(log2Entry);
/**
 * The decimal logarithm of every element; derivative 1/(x·ln 10).
 *
 * @example
 * ```ts
 * import { log10, tensor } from '@chainrule/tensor';
 * log10(tensor([1, 1000])).toString(); // → 'f32[2] [0, 3]'
 * ```
 */
export const log10: Unary = unary(log10Entry);
/**
 * √x of every element; derivative 1/(2y).
 *
 * @example
 * ```ts
 * import { sqrt, tensor } from '@chainrule/tensor';
 * sqrt(tensor([4, 9])).toString(); // → 'f32[2] [2, 3]'
 * ```
 */
export const sqrt: Unary = unary(sqrtEntry);
/**
 * ∛x of every element; derivative 1/(3y²).
 *
 * @example
 * ```ts
 * import { cbrt, tensor } from '@chainrule/tensor';
 * cbrt(tensor([-8, 27])).toString(); // → 'f32[2] [-2, 3]'
 * ```
 */
export const cbrt: Unary = unary(cbrtEntry);
/**
 * |x| of every element; the derivative at 0 counts as 0.
 *
 * @example
 * ```ts
 * import { abs, tensor } from '@chainrule/tensor';
 * abs(tensor([-2, 3])).toString(); // → 'f32[2] [2, 3]'
 * ```
 */
export const abs: Unary = unary(absEntry);
/**
 * −1, 0 or 1 for every element; derivative 0.
 *
 * @example
 * ```ts
 * import { sign, tensor } from '@chainrule/tensor';
 * sign(tensor([-3, 0])).toString(); // → 'f32[2] [-1, 0]'
 * ```
 */
export const sign: Unary = unary(signEntry);
/**
 * Every element rounded down to an integer; derivative 0.
 *
 * @example
 * ```ts
 * import { floor, tensor } from '@chainrule/tensor';
 * floor(tensor([1.8, -1.2])).toString(); // → 'f32[2] [1, -2]'
 * ```
 */
export const floor: Unary = unary(floorEntry);
/**
 * Every element rounded up to an integer; derivative 0.
 *
 * @example
 * ```ts
 * import { ceil, tensor } from '@chainrule/tensor';
 * ceil(tensor([1.2, -1.2])).toString(); // → 'f32[2] [2, -1]'
 * ```
 */
export const ceil: Unary = unary(ceilEntry);
/**
 * Every element rounded to the nearest integer, halves to the even one; derivative 0.
 *
 * @example
 * ```ts
 * import { round, tensor } from '@chainrule/tensor';
 * round(tensor([0.5, 1.5])).toString(); // → 'f32[2] [0, 2]'
 * ```
 */
export const round: Unary = unary(roundEntry);
/**
 * sin x of every element, in radians; derivative cos x.
 *
 * @example
 * ```ts
 * import { sin, tensor } from '@chainrule/tensor';
 * sin(tensor([0, 1])).toString(); // → 'f32[2] [0, 0.841471]'
 * ```
 */
export const sin: Unary = unary(sinEntry);
/**
 * cos x of every element, in radians; derivative −sin x.
 *
 * @example
 * ```ts
 * import { cos, tensor } from '@chainrule/tensor';
 * cos(tensor([0, 1])).toString(); // → 'f32[2] [1, 0.5403023]'
 * ```
 */
export const cos: Unary = unary(cosEntry);
/**
 * tan x of every element, in radians; derivative 1 + y².
 *
 * @example
 * ```ts
 * import { tan, tensor } from '@chainrule/tensor';
 * tan(tensor([0, 1])).toString(); // → 'f32[2] [0, 1.557408]'
 * ```
 */
export const tan: Unary = unary(tanEntry);
/**
 * The arcsine of every element, in radians; derivative 1/√(1 − x²).
 *
 * @example
 * ```ts
 * import { asin, tensor } from '@chainrule/tensor';
 * asin(tensor([0, 1])).toString(); // → 'f32[2] [0, 1.570796]'
 * ```
 */
export const asin: Unary = unary(asinEntry);
/**
 * The arccosine of every element, in radians; derivative −1/√(1 − x²).
 *
 * @example
 * ```ts
 * import { acos, tensor } from '@chainrule/tensor';
 * acos(tensor([1, 0])).toString(); // → 'f32[2] [0, 1.570796]'
 * ```
 */
export const acos: Unary = unary(acosEntry);
/**
 * The arctangent of every element, in radians; derivative 1/(1 + x²).
 *
 * @example
 * ```ts
 * import { atan, tensor } from '@chainrule/tensor';
 * atan(tensor([0, 1])).toString(); // → 'f32[2] [0, 0.7853982]'
 * ```
 */
export const atan: Unary = unary(atanEntry);
/**
 * The hyperbolic sine of every element; derivative cosh x.
 *
 * @example
 * ```ts
 * import { sinh, tensor } from '@chainrule/tensor';
 * sinh(tensor([0, 1])).toString(); // → 'f32[2] [0, 1.175201]'
 * ```
 */
export const sinh: Unary = unary(sinhEntry);
/**
 * The hyperbolic cosine of every element; derivative sinh x.
 *
 * @example
 * ```ts
 * import { cosh, tensor } from '@chainrule/tensor';
 * cosh(tensor([0, 1])).toString(); // → 'f32[2] [1, 1.543081]'
 * ```
 */
export const cosh: Unary = unary(coshEntry);
/**
 * The hyperbolic tangent of every element; derivative 1 − y².
 *
 * @example
 * ```ts
 * import { tanh, tensor } from '@chainrule/tensor';
 * tanh(tensor([0, 1])).toString(); // → 'f32[2] [0, 0.7615942]'
 * ```
 */
export const tanh: Unary = unary(tanhEntry);
/**
 * The inverse hyperbolic sine of every element; derivative 1/√(x² + 1).
 *
 * @example
 * ```ts
 * import { asinh, tensor } from '@chainrule/tensor';
 * asinh(tensor([0, 1])).toString(); // → 'f32[2] [0, 0.8813736]'
 * ```
 */
export const asinh: Unary = unary(asinhEntry);
/**
 * The inverse hyperbolic cosine of every element; derivative 1/√(x² − 1).
 *
 * @example
 * ```ts
 * import { acosh, tensor } from '@chainrule/tensor';
 * acosh(tensor([1])).toString(); // → 'f32[1] [0]'
 * ```
 */
export const acosh: Unary = unary(acoshEntry);
/**
 * The inverse hyperbolic tangent of every element; derivative 1/(1 − x²).
 *
 * @example
 * ```ts
 * import { atanh, tensor } from '@chainrule/tensor';
 * atanh(tensor([0, 0.5])).toString(); // → 'f32[2] [0, 0.5493062]'
 * ```
 */
export const atanh: Unary = unary(atanhEntry);
/**
 * The error function of every element; derivative 2/√π·exp(−x²).
 *
 * @example
 * ```ts
 * import { erf, tensor } from '@chainrule/tensor';
 * erf(tensor([0, 1])).toString(); // → 'f32[2] [0, 0.8427008]'
 * ```
 */
export const erf: Unary = unary(erfEntry);
/**
 * 1 − erf x of every element, without losing the digits of a large x.
 *
 * @example
 * ```ts
 * import { erfc, tensor } from '@chainrule/tensor';
 * erfc(tensor([0, 5])).toString(); // → 'f32[2] [1, 1.53746e-12]'
 * ```
 */
export const erfc: Unary = unary(erfcEntry);
/**
 * 1/(1 + e⁻ˣ) of every element; derivative y(1 − y).
 *
 * @example
 * ```ts
 * import { sigmoid, tensor } from '@chainrule/tensor';
 * sigmoid(tensor([0, 2])).toString(); // → 'f32[2] [0.5, 0.8807971]'
 * ```
 */
export const sigmoid: Unary = unary(sigmoidEntry);
/**
 * ln(1 + eˣ) of every element, without overflow; derivative the sigmoid.
 *
 * @example
 * ```ts
 * import { softplus, tensor } from '@chainrule/tensor';
 * softplus(tensor([0, 1000])).toString(); // → 'f32[2] [0.6931472, 1000]'
 * ```
 */
export const softplus: Unary = unary(softplusEntry);
/**
 * max(x, 0) of every element; the derivative at 0 counts as 0.
 *
 * @example
 * ```ts
 * import { relu, tensor } from '@chainrule/tensor';
 * relu(tensor([-1, 2])).toString(); // → 'f32[2] [0, 2]'
 * ```
 */
export const relu: Unary = unary(reluEntry);

/**
 * The number kept between two bounds.
 *
 * @example
 * ```ts
 * import { clip, tensor } from '@chainrule/tensor';
 * clip(tensor([-1, 0.5, 2]), 0, 1).toString(); // → 'f32[3] [0, 0.5, 1]'
 * ```
 */
export const clip = <D extends DType>(x: Tensor<D>, low: Operand, high: Operand): Tensor<D> =>
  lift(x).apply(clipEntry, low, high) as Tensor<D>;

/**
 * `yes` where the condition holds, else `no`; all broadcast. The derivative of the branch not taken does not count, but must be a number:
 * 0 · ∞ is not one.
 *
 * @example
 * ```ts
 * import { tensor, where } from '@chainrule/tensor';
 * const x = tensor([-1, 2]);
 * where(x.greater(0), x, 0).toString(); // → 'f32[2] [0, 2]'
 * ```
 */
export const where = (condition: Tensor, yes: Operand, no: Operand): Tensor => lift(condition).where(yes, no);

/**
 * Any function of the elementwise table, applied to every element.
 *
 * @example
 * ```ts
 * import { gelu } from '@chainrule/core';
 * import { apply, tensor } from '@chainrule/tensor';
 * apply(gelu, tensor([0])).toString(); // → 'f32[1] [0]'
 * ```
 */
export const apply = (fn: Elementwise, x: Tensor, ...others: readonly Operand[]): Tensor => lift(x).apply(fn, ...others);
