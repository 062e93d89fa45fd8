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

export const add: Binary = binary(addEntry);
export const sub: Binary = binary(subEntry);
export const mul: Binary = binary(mulEntry);
export const div: Binary = binary(divEntry);
export const pow: Binary = binary(powEntry);
/** The larger of two, element by element; of equal ones each has half of the derivative. */
export const maximum: Binary = binary(maxEntry);
/** The smaller of two, element by element; of equal ones each has half of the derivative. */
export const minimum: Binary = binary(minEntry);
export const atan2: Binary = binary(atan2Entry);
export const hypot: Binary = binary(hypotEntry);
export const logaddexp: Binary = binary(logaddexpEntry);

export const less: Comparison = comparison(ltEntry);
export const lessEqual: Comparison = comparison(leEntry);
export const greater: Comparison = comparison(gtEntry);
export const greaterEqual: Comparison = comparison(geEntry);
export const equal: Comparison = comparison(eqEntry);
export const notEqual: Comparison = comparison(neEntry);

export const neg: Unary = unary(negEntry);
export const exp: Unary = unary(expEntry);
export const expm1: Unary = unary(expm1Entry);
export const log: Unary = unary(logEntry);
export const log1p: Unary = unary(log1pEntry);
export const log2: Unary = unary(log2Entry);
export const log10: Unary = unary(log10Entry);
export const sqrt: Unary = unary(sqrtEntry);
export const cbrt: Unary = unary(cbrtEntry);
export const abs: Unary = unary(absEntry);
export const sign: Unary = unary(signEntry);
export const floor: Unary = unary(floorEntry);
export const ceil: Unary = unary(ceilEntry);
export const round: Unary = unary(roundEntry);
export const sin: Unary = unary(sinEntry);
export const cos: Unary = unary(cosEntry);
export const tan: Unary = unary(tanEntry);
export const asin: Unary = unary(asinEntry);
export const acos: Unary = unary(acosEntry);
export const atan: Unary = unary(atanEntry);
export const sinh: Unary = unary(sinhEntry);
export const cosh: Unary = unary(coshEntry);
export const tanh: Unary = unary(tanhEntry);
export const asinh: Unary = unary(asinhEntry);
export const acosh: Unary = unary(acoshEntry);
export const atanh: Unary = unary(atanhEntry);
export const erf: Unary = unary(erfEntry);
export const erfc: Unary = unary(erfcEntry);
export const sigmoid: Unary = unary(sigmoidEntry);
export const softplus: Unary = unary(softplusEntry);
export const relu: Unary = unary(reluEntry);

/** The number kept between two bounds. */
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
