import { ChainruleError, shapeText, type DType } from '@chainrule/core';
import type { Tensor } from '../tensor.js';

/**
 * The matrix product over the last two axes; leading axes broadcast. For vectors there are `dot`, `outer` and reshapes: no rank is guessed.
 *
 * @example
 * ```ts
 * import { matmul, tensor } from '@chainrule/tensor';
 * matmul(tensor([[1, 2], [3, 4]]), tensor([[1], [1]])).toString(); // → 'f32[2, 1] [[3],\n [7]]'
 * ```
 */
export const matmul = <D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> => a.matmul(b);

/**
 * The sum of products of two vectors. Throws `shape` for anything else.
 *
 * @example
 * ```ts
 * import { dot, tensor } from '@chainrule/tensor';
 * dot(tensor([1, 2]), tensor([3, 4])).item(); // → 11
 * ```
 */
export function dot<D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> {
  if (a.shape.length !== 1 || b.shape.length !== 1 || a.shape[0] !== b.shape[0])
    throw new ChainruleError('shape', `${shapeText(a.shape)} and ${shapeText(b.shape)} are not two vectors of one length`, {
      operation: 'dot',
      hint: 'for matrices use matmul, for anything else einsum',
    });
  return a.mul(b).sum();
}

/**
 * All products of an element of one vector with one of the other.
 *
 * Throws `shape` for anything but vectors.
 *
 * @example
 * ```ts
 * import { outer, tensor } from '@chainrule/tensor';
 * outer(tensor([1, 2]), tensor([3, 4])).toString(); // → 'f32[2, 2] [[3, 4],\n [6, 8]]'
 * ```
 */
export function outer<D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> {
  if (a.shape.length !== 1 || b.shape.length !== 1)
    throw new ChainruleError('shape', `${shapeText(a.shape)} and ${shapeText(b.shape)} are not two vectors`, { operation: 'outer' });
  return a.reshape([-1, 1]).mul(b);
}
