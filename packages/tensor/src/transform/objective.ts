import { flatten, mapTree, NdArray, unflatten, type Objective, type Tree } from '@chainrule/core';
import { tensor, type TensorData } from '../create.js';
import { Tensor } from '../tensor.js';
import { valueAndGrad } from './grad.js';
import { hvp } from './jacobian.js';

/**
 * A scalar function of tensors as an objective to be minimised, over trees of tensors, plain arrays, typed arrays or numbers;
 * gradients come back as the same kinds of leaves. Plain numbers are computed with in float64.
 *
 * @example
 * ```ts
 * import { objective, Tensor } from '@chainrule/tensor';
 * const bowl = objective((p: { x: Tensor }) => p.x.sub(3).pow(2));
 * bowl.gradient!({ x: 5 }); // → { x: 4 }
 * ```
 */
export function objective<P>(f: (params: P) => Tensor): Objective<unknown> {
  const asTensors = (p: unknown): P =>
    mapTree(p, (value: TensorData) => (typeof value === 'number' ? tensor(value, { dtype: 'float64' }) : tensor(value))) as P;
  const likeGiven = (p: unknown, result: unknown): unknown => {
    const [given, found] = [flatten<unknown>(p), flatten<Tensor>(result as Tree<Tensor>)];
    return unflatten(
      given.structure,
      given.leaves.map((value, i) => asLeaf(value, found.leaves[i]!)),
    );
  };
  return {
    value: (p) => f(asTensors(p)).item(),
    gradient: (p) => likeGiven(p, valueAndGrad(f)(asTensors(p))[1]),
    hessianProduct: (p, v) => likeGiven(p, hvp(f)(asTensors(p), asTensors(v))),
  };
}

function asLeaf(given: unknown, x: Tensor): unknown {
  if (given instanceof Tensor) return x;
  if (typeof given === 'number') return x.item();
  return ArrayBuffer.isView(given) ? x.dataSync() : new NdArray({ dtype: x.dtype, shape: x.shape, data: x.dataSync() });
}
