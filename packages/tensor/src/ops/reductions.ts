import { ChainruleError, isFloat, normalizeAxes, normalizeAxis, type DType, type ReduceOptions } from '@chainrule/core';
import { cumulativeProduct as runningProduct, cumulativeSum as runningSum, type Running } from '../primitives/cumulative.js';
import { product as multiplied } from '../primitives/product.js';
import { stopGradient } from '../primitives/stop-gradient.js';
import { where } from './elementwise.js';
import type { Tensor } from '../tensor.js';

type Axes = number | readonly number[];

/**
 * The sum over axes, over all when none is named; floating-point numbers are added pairwise. Throws `index` for an axis that is not there.
 *
 * @example
 * ```ts
 * import { sum, tensor } from '@chainrule/tensor';
 * sum(tensor([[1, 2], [3, 4]]), 1).toString(); // → 'f32[2] [3, 7]'
 * ```
 */
export const sum = <D extends DType>(x: Tensor<D>, axes?: Axes, options?: ReduceOptions): Tensor<D> => x.sum(axes, options);
/**
 * The mean over axes, over all when none is named. Throws `index` for an axis that is not there.
 *
 * @example
 * ```ts
 * import { mean, tensor } from '@chainrule/tensor';
 * mean(tensor([[1, 2], [3, 4]]), 0).toString(); // → 'f32[2] [2, 3]'
 * ```
 */
export const mean = <D extends DType>(x: Tensor<D>, axes?: Axes, options?: ReduceOptions): Tensor<D> => x.mean(axes, options);
/**
 * The largest over axes; of equal ones the first has the derivative.
 *
 * @example
 * ```ts
 * import { max, tensor } from '@chainrule/tensor';
 * max(tensor([[1, 5], [3, 4]]), 1).toString(); // → 'f32[2] [5, 4]'
 * ```
 */
export const max = <D extends DType>(x: Tensor<D>, axes?: Axes, options?: ReduceOptions): Tensor<D> => x.max(axes, options);
/**
 * The smallest over axes; of equal ones the first has the derivative.
 *
 * @example
 * ```ts
 * import { min, tensor } from '@chainrule/tensor';
 * min(tensor([[1, 5], [3, 4]]), 1).toString(); // → 'f32[2] [1, 3]'
 * ```
 */
export const min = <D extends DType>(x: Tensor<D>, axes?: Axes, options?: ReduceOptions): Tensor<D> => x.min(axes, options);

/**
 * The product over axes. Its derivative is right where elements are zero.
 *
 * @example
 * ```ts
 * import { product, tensor } from '@chainrule/tensor';
 * product(tensor([2, 3, 4])).item(); // → 24
 * ```
 */
export function product<D extends DType>(x: Tensor<D>, axes?: Axes, { keepDims = false }: ReduceOptions = {}): Tensor<D> {
  return x.bind(multiplied, [x], { axes: normalizeAxes(axes, x.shape.length, 'product'), keepDims }) as Tensor<D>;
}

/**
 * Whether any element over the axes is not zero.
 *
 * @example
 * ```ts
 * import { any, tensor } from '@chainrule/tensor';
 * any(tensor([1, 0])).item(); // → 1
 * ```
 */
export const any = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor<'bool'> => x.cast('bool').sum(axes, options).greater(0);
/**
 * Whether all elements over the axes are not zero.
 *
 * @example
 * ```ts
 * import { all, tensor } from '@chainrule/tensor';
 * all(tensor([1, 0])).item(); // → 0
 * ```
 */
export const all = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor<'bool'> => x.equal(0).sum(axes, options).equal(0);

/** What the sum of squares is divided by, and whether reduced axes are kept. */
export interface VarianceOptions extends ReduceOptions {
  /** What is taken off the count: 0 for the whole population (default, as NumPy), 1 for a sample (as torch). */
  readonly correction?: number;
}

/**
 * The mean squared distance from the mean over axes.
 *
 * @example
 * ```ts
 * import { tensor, variance } from '@chainrule/tensor';
 * variance(tensor([1, 3]), 0, { correction: 1 }).item(); // → 2
 * ```
 */
export function variance<D extends DType>(x: Tensor<D>, axes?: Axes, { correction = 0, ...options }: VarianceOptions = {}): Tensor<D> {
  const over = normalizeAxes(axes, x.shape.length, 'variance');
  const count = over.reduce((n, axis) => n * x.shape[axis]!, 1);
  const off = x.sub(x.mean(over, { keepDims: true }));
  return off
    .mul(off)
    .sum(over, options)
    .div(count - correction);
}

/**
 * The root of the variance. Where it is 0 its derivative counts as 0.
 *
 * @example
 * ```ts
 * import { standardDeviation, tensor } from '@chainrule/tensor';
 * standardDeviation(tensor([1, 3])).item(); // → 1
 * ```
 */
export const standardDeviation = <D extends DType>(x: Tensor<D>, axes?: Axes, options?: VarianceOptions): Tensor<D> =>
  rootOrZero(variance(x, axes, options), 2);

/**
 * log Σ exp x over axes without overflow: the largest element is taken out first.
 *
 * Source: P. Blanchard, D. Higham and N. Higham, "Accurately computing the log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).
 *
 * @example
 * ```ts
 * import { logsumexp, tensor } from '@chainrule/tensor';
 * logsumexp(tensor([1000, 1000], { dtype: 'float64' })).item(); // → 1000.6931471805599
 * ```
 */
export function logsumexp<D extends DType>(x: Tensor<D>, axes?: Axes, { keepDims = false }: ReduceOptions = {}): Tensor<D> {
  const over = normalizeAxes(axes, x.shape.length, 'logsumexp');
  const largest = stopGradient(x.max(over, { keepDims: true }));
  const shift = where(largest.abs().equal(Infinity), 0, largest) as Tensor<D>;
  const total = x.sub(shift).exp().sum(over, { keepDims: true }).log().add(shift);
  return keepDims ? total : total.reshape(x.shape.filter((_, axis) => !over.includes(axis)));
}

/** Which norm, and whether reduced axes are kept. */
export interface NormOptions extends ReduceOptions {
  /** 2 (default), 1, Infinity, −Infinity, 0 (how many are not zero), or any other number. */
  readonly p?: number;
}

/**
 * (Σ |x|ᵖ)^(1/p) over axes: the length of a vector. Its derivative at 0 counts as 0.
 *
 * Throws `dtype` for integers, `argument` when p is not a number.
 *
 * @example
 * ```ts
 * import { grad, norm, tensor, zeros } from '@chainrule/tensor';
 * norm(tensor([3, 4])).item(); // → 5
 * grad(norm)(zeros([2])).toString(); // → 'f32[2] [0, 0]'
 * ```
 */
export function norm<D extends DType>(x: Tensor<D>, axes?: Axes, { p = 2, ...options }: NormOptions = {}): Tensor<D> {
  if (!isFloat(x.dtype))
    throw new ChainruleError('dtype', `the norm of ${x.dtype}`, { operation: 'norm', hint: `cast it first: .cast('float32')` });
  if (Number.isNaN(p)) throw new ChainruleError('argument', 'p is not a number', { operation: 'norm' });
  if (p === 2) return rootOrZero(x.mul(x).sum(axes, options), 2);
  const size = x.abs();
  if (p === 1) return size.sum(axes, options);
  if (p === Infinity) return size.max(axes, options);
  if (p === -Infinity) return size.min(axes, options);
  if (p === 0) return size.greater(0).cast(x.dtype).sum(axes, options);
  const none = size.equal(0);
  const powers = none.where(0, none.where(1, size).pow(p)) as Tensor<D>;
  return rootOrZero(powers.sum(axes, options), p);
}

/** x^(1/p), with derivative 0 at 0. */
function rootOrZero<D extends DType>(x: Tensor<D>, p: number): Tensor<D> {
  const none = x.equal(0);
  const safe = none.where(1, x);
  return none.where(0, p === 2 ? safe.sqrt() : safe.pow(1 / p)) as Tensor<D>;
}

interface RunningOptions {
  /** From the end of the axis to its start. */
  readonly reverse?: boolean;
}

const running = (x: Tensor, axis: number, { reverse = false }: RunningOptions, operation: string): Running => ({
  axis: normalizeAxis(axis, x.shape.length, operation),
  reverse,
});

/**
 * Sums of all elements so far along an axis.
 *
 * @example
 * ```ts
 * import { cumulativeSum, tensor } from '@chainrule/tensor';
 * cumulativeSum(tensor([1, 2, 3])).toString(); // → 'f32[3] [1, 3, 6]'
 * ```
 */
export const cumulativeSum = <D extends DType>(x: Tensor<D>, axis = 0, options: RunningOptions = {}): Tensor<D> =>
  x.bind(runningSum, [x], running(x, axis, options, 'cumulativeSum')) as Tensor<D>;

/**
 * Products of all elements so far along an axis. The derivative is right where elements are zero.
 *
 * @example
 * ```ts
 * import { cumulativeProduct, tensor } from '@chainrule/tensor';
 * cumulativeProduct(tensor([1, 2, 3])).toString(); // → 'f32[3] [1, 2, 6]'
 * ```
 */
export const cumulativeProduct = <D extends DType>(x: Tensor<D>, axis = 0, options: RunningOptions = {}): Tensor<D> =>
  x.bind(runningProduct, [x], running(x, axis, options, 'cumulativeProduct')) as Tensor<D>;
