import type { Elementwise } from '../expression/expr.js';
import type { DType } from './dtype.js';
import type { Shape } from './shape.js';

/** What sums and other reductions can be told. */
export interface ReduceOptions {
  /** Keep reduced axes with size 1. Default: drop them. */
  readonly keepDims?: boolean;
}

/**
 * What plain arrays and tensors have in common: the arithmetic that optimizers and activations are written in, so that
 * they run on plain arrays, on tensors, and inside a compiled step.
 *
 * Operands broadcast as in NumPy; numbers take the value's element type. Nothing is changed in place.
 */
export interface Value {
  readonly shape: Shape;
  readonly dtype: DType;

  add(other: Value | number): Value;
  sub(other: Value | number): Value;
  mul(other: Value | number): Value;
  div(other: Value | number): Value;
  pow(other: Value | number): Value;
  /** The larger of the two, element by element. */
  maximum(other: Value | number): Value;
  /** The smaller of the two, element by element. */
  minimum(other: Value | number): Value;

  neg(): Value;
  exp(): Value;
  log(): Value;
  sin(): Value;
  cos(): Value;
  tanh(): Value;
  sqrt(): Value;
  abs(): Value;
  sign(): Value;
  /** Any function of the elementwise table, this value being its first argument. */
  apply(fn: Elementwise, ...others: readonly (Value | number)[]): Value;

  greater(other: Value | number): Value;
  greaterEqual(other: Value | number): Value;
  less(other: Value | number): Value;
  lessEqual(other: Value | number): Value;
  equal(other: Value | number): Value;
  /** `yes` where this value is not zero, else `no`. */
  where(yes: Value | number, no: Value | number): Value;

  sum(axes?: number | readonly number[], options?: ReduceOptions): Value;
  mean(axes?: number | readonly number[], options?: ReduceOptions): Value;
  max(axes?: number | readonly number[], options?: ReduceOptions): Value;
  min(axes?: number | readonly number[], options?: ReduceOptions): Value;

  /** The matrix product over the last two axes; leading axes broadcast. */
  matmul(other: Value): Value;
  /** Axes in another order; reversed when none is given. */
  transpose(axes?: readonly number[]): Value;
  reshape(shape: Shape): Value;
  /** The rows of these indices along the first axis. */
  take(indices: Value): Value;
  /** A value of this shape and element type, filled with a number. */
  fill(value: number): Value;
  cast(dtype: DType): Value;
}
