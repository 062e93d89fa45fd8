import { emptyArray, ndarray, type DType, type NdArray, type Nested, type Shape, type TypedArray } from '@chainrule/core';
import { leaf, Tensor } from './tensor.js';

/** What a tensor can be made of. */
export type TensorData = Nested | boolean | TypedArray | NdArray | Tensor;

interface Options<D extends DType> {
  /** Default: what a typed array, a plain array or a tensor holds; float32 for JavaScript numbers. */
  readonly dtype?: D;
}

/**
 * A tensor of numbers, nested arrays, a typed array or a plain array. The data are copied.
 *
 * Throws `shape` for ragged rows and for a `shape` that does not fit.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * tensor([[1, 2, 3]]).shape; // → [1, 3]
 * tensor(0.1, { dtype: 'float64' }).item(); // → 0.1
 * ```
 */
export function tensor<D extends DType = 'float32'>(data: TensorData, options: Options<D> & { readonly shape?: Shape } = {}): Tensor<D> {
  if (data instanceof Tensor) return data.cast(options.dtype ?? (data.dtype as D));
  if (typeof data === 'boolean') return leaf(ndarray(Number(data), { dtype: 'bool' })) as Tensor<D>;
  if (typeof data === 'object' && 'dtype' in data)
    return leaf(data.reshape(options.shape ?? data.shape).cast(options.dtype ?? data.dtype)).clone() as Tensor<D>;
  const dtype = options.dtype ?? (ArrayBuffer.isView(data) ? undefined : 'float32');
  return leaf(ndarray(data, { ...(options.shape && { shape: options.shape }), ...(dtype && { dtype }) })) as Tensor<D>;
}

/**
 * A tensor filled with one number.
 *
 * @example
 * ```ts
 * import { full } from '@chainrule/tensor';
 * full([2], 7).toString(); // → 'f32[2] [7, 7]'
 * ```
 */
export function full<D extends DType = 'float32'>(shape: Shape, value: number, { dtype = 'float32' as D }: Options<D> = {}): Tensor<D> {
  const filled = emptyArray(dtype, shape);
  filled.data.fill(value);
  return leaf(filled) as Tensor<D>;
}
/**
 * A tensor of zeros.
 *
 * @example
 * ```ts
 * import { zeros } from '@chainrule/tensor';
 * zeros([2, 2]).toString(); // → 'f32[2, 2] [[0, 0],\n [0, 0]]'
 * ```
 */
export const zeros = <D extends DType = 'float32'>(shape: Shape, options?: Options<D>): Tensor<D> => full(shape, 0, options);
/**
 * A tensor of ones.
 *
 * @example
 * ```ts
 * import { ones } from '@chainrule/tensor';
 * ones([2, 2]).toString(); // → 'f32[2, 2] [[1, 1],\n [1, 1]]'
 * ```
 */
export const ones = <D extends DType = 'float32'>(shape: Shape, options?: Options<D>): Tensor<D> => full(shape, 1, options);

function generate<D extends DType>(shape: Shape, { dtype = 'float32' as D }: Options<D>, value: (i: number) => number): Tensor<D> {
  const made = emptyArray(dtype, shape);
  for (let i = 0; i < made.data.length; i++) made.data[i] = value(i);
  return leaf(made) as Tensor<D>;
}

/**
 * start, start + step, … below stop. With one number: 0, 1, … below it.
 *
 * @example
 * ```ts
 * import { arange } from '@chainrule/tensor';
 * arange(2, 8, 2).toString(); // → 'f32[3] [2, 4, 6]'
 * ```
 */
export function arange<D extends DType = 'float32'>(start: number, stop?: number, step = 1, options: Options<D> = {}): Tensor<D> {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  return generate([Math.max(0, Math.ceil((to - from) / step))], options, (i) => from + i * step);
}
/**
 * `count` numbers evenly spaced from start to stop, both included.
 *
 * @example
 * ```ts
 * import { linspace } from '@chainrule/tensor';
 * linspace(0, 1, 5).toString(); // → 'f32[5] [0, 0.25, 0.5, 0.75, 1]'
 * ```
 */
export const linspace = <D extends DType = 'float32'>(start: number, stop: number, count: number, options: Options<D> = {}): Tensor<D> =>
  generate([count], options, (i) => (i === count - 1 && count > 1 ? stop : start + (count === 1 ? 0 : (i * (stop - start)) / (count - 1))));
/**
 * The n × n identity matrix.
 *
 * @example
 * ```ts
 * import { eye } from '@chainrule/tensor';
 * eye(2).toString(); // → 'f32[2, 2] [[1, 0],\n [0, 1]]'
 * ```
 */
export const eye = <D extends DType = 'float32'>(n: number, options: Options<D> = {}): Tensor<D> =>
  generate([n, n], options, (i) => (i % (n + 1) === 0 ? 1 : 0));
