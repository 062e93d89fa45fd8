import * as core from '@chainrule/core';
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

export const add: Binary = binary(core.add);
export const sub: Binary = binary(core.sub);
export const mul: Binary = binary(core.mul);
export const div: Binary = binary(core.div);
export const pow: Binary = binary(core.pow);
/** The larger of two, element by element; of equal ones each has half of the derivative. */
export const maximum: Binary = binary(core.max);
/** The smaller of two, element by element; of equal ones each has half of the derivative. */
export const minimum: Binary = binary(core.min);
export const atan2: Binary = binary(core.atan2);
export const hypot: Binary = binary(core.hypot);
export const logaddexp: Binary = binary(core.logaddexp);

export const less: Comparison = comparison(core.lt);
export const lessEqual: Comparison = comparison(core.le);
export const greater: Comparison = comparison(core.gt);
export const greaterEqual: Comparison = comparison(core.ge);
export const equal: Comparison = comparison(core.eq);
export const notEqual: Comparison = comparison(core.ne);

export const neg: Unary = unary(core.neg);
export const exp: Unary = unary(core.exp);
export const expm1: Unary = unary(core.expm1);
export const log: Unary = unary(core.log);
export const log1p: Unary = unary(core.log1p);
export const log2: Unary = unary(core.log2);
export const log10: Unary = unary(core.log10);
export const sqrt: Unary = unary(core.sqrt);
export const cbrt: Unary = unary(core.cbrt);
export const abs: Unary = unary(core.abs);
export const sign: Unary = unary(core.sign);
export const floor: Unary = unary(core.floor);
export const ceil: Unary = unary(core.ceil);
export const round: Unary = unary(core.round);
export const sin: Unary = unary(core.sin);
export const cos: Unary = unary(core.cos);
export const tan: Unary = unary(core.tan);
export const asin: Unary = unary(core.asin);
export const acos: Unary = unary(core.acos);
export const atan: Unary = unary(core.atan);
export const sinh: Unary = unary(core.sinh);
export const cosh: Unary = unary(core.cosh);
export const tanh: Unary = unary(core.tanh);
export const asinh: Unary = unary(core.asinh);
export const acosh: Unary = unary(core.acosh);
export const atanh: Unary = unary(core.atanh);
export const erf: Unary = unary(core.erf);
export const erfc: Unary = unary(core.erfc);
export const sigmoid: Unary = unary(core.sigmoid);
export const softplus: Unary = unary(core.softplus);
export const relu: Unary = unary(core.relu);

/** The number kept between two bounds. */
export const clip = <D extends DType>(x: Tensor<D>, low: Operand, high: Operand): Tensor<D> =>
  lift(x).apply(core.clip, low, high) as Tensor<D>;

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
