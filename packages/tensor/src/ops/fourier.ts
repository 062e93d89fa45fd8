import type { DType } from '@chainrule/core';
import { fourier } from '../primitives/fourier.js';
import type { Tensor } from '../tensor.js';

/**
 * The discrete Fourier transform Σⱼ xⱼ·exp(−2πi·jk/n) of complex numbers held as pairs `[…, n, 2]`, along the axis before the last.
 *
 * Source: J. Cooley and J. Tukey, "An algorithm for the machine calculation of complex Fourier series", Math. Comp. 19 (1965).
 *
 * @example
 * ```ts
 * import { fft, tensor } from '@chainrule/tensor';
 * fft(tensor([[1, 0], [1, 0]])).toString(); // → 'f32[2, 2] [[2, 0],\n [0, 0]]'
 * ```
 */
export const fft = <D extends DType>(x: Tensor<D>): Tensor<D> => x.bind(fourier, [x], { sign: -1 }) as Tensor<D>;

/**
 * The inverse of `fft`: divided by n.
 *
 * @example
 * ```ts
 * import { fft, inverseFft, tensor } from '@chainrule/tensor';
 * inverseFft(fft(tensor([[1, 0], [2, 0]]))).toString(); // → 'f32[2, 2] [[1, 0],\n [2, 0]]'
 * ```
 */
export const inverseFft = <D extends DType>(x: Tensor<D>): Tensor<D> => x.bind(fourier, [x], { sign: 1 }).div(x.shape.at(-2)!) as Tensor<D>;
