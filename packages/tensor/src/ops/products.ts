import { ChainruleError, shapeText, type DType } from '@chainrule/core';
import type { Tensor } from '../tensor.js';

/** The matrix product over the last two axes; leading axes broadcast. For vectors there are `dot`, `outer` and reshapes: no rank is guessed. */
export const matmul = <D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> => a.matmul(b);

/** The sum of products of two vectors. Throws `shape` for anything else. */
export function dot<D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> {
  if (a.shape.length !== 1 || b.shape.length !== 1 || a.shape[0] !== b.shape[0])
    throw new ChainruleError('shape', `${shapeText(a.shape)} and ${shapeText(b.shape)} are not two vectors of one length`, {
      operation: 'dot',
      hint: 'for matrices use matmul, for anything else einsum',
    });
  return a.mul(b).sum();
}

/** All products of an element of one vector with one of the other. */
export function outer<D extends DType>(a: Tensor<D>, b: Tensor<D>): Tensor<D> {
  if (a.shape.length !== 1 || b.shape.length !== 1)
    throw new ChainruleError('shape', `${shapeText(a.shape)} and ${shapeText(b.shape)} are not two vectors`, { operation: 'outer' });
  return a.reshape([-1, 1]).mul(b);
}
