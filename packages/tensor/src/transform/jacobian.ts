import { sizeOf } from '@chainrule/core';
import { eye } from '../create.js';
import type { Tensor } from '../tensor.js';
import { leavesOf } from './arguments.js';
import { grad } from './grad.js';
import { jvp, vjp } from './jvp.js';
import { vmap } from './vmap.js';

/** By what to differentiate, and in which mode. */
export interface JacobianOptions {
  /** `forward` costs one pass for every input, `reverse` one for every output. Default: whichever is fewer. */
  readonly mode?: 'forward' | 'reverse';
}

/** The unit vectors of a tensor's space, one a row. */
const basis = (x: Tensor): Tensor => eye(sizeOf(x.shape), { dtype: x.dtype }).reshape([sizeOf(x.shape), ...x.shape]);

/**
 * All partial derivatives of a function's results by its argument. For a result of shape `[…r]` and an argument of shape
 * `[…a]` the shape is `[…r, …a]`; trees give trees of results, each holding a tree of arguments.
 *
 * @example
 * ```ts
 * import { jacobian, tensor, Tensor } from '@chainrule/tensor';
 * jacobian((x: Tensor) => x.mul(x))(tensor([1, 2])).toString(); // → 'f32[2, 2] [[2, 0],\n [0, 4]]'
 * ```
 */
export function jacobian<P, R>(f: (argument: P) => R, { mode }: JacobianOptions = {}): (argument: P) => R {
  return (argument) => {
    const inputs = leavesOf(argument, 'jacobian');
    const [value, back] = vjp(f, argument);
    const outputs = leavesOf(value, 'jacobian');
    const count = (tensors: readonly Tensor[]): number => tensors.reduce((n, { shape }) => n + sizeOf(shape), 0);
    const forward = (mode ?? (count(inputs.tensors) < count(outputs.tensors) ? 'forward' : 'reverse')) === 'forward';
    // rows[output][input]
    const rows = forward ? transposed(columns(f, argument)) : outputs.tensors.map((_, i) => row(i));
    return outputs.rebuild(rows.map((blocks) => inputs.rebuild(blocks)));

    function row(i: number): Tensor[] {
      const pulled = vmap(
        (cotangent: Tensor) =>
          leavesOf(back(outputs.rebuild(outputs.tensors.map((y, k) => (k === i ? cotangent : y.fill(0)))))[0], 'jacobian').tensors,
      )(basis(outputs.tensors[i]!));
      return pulled.map((block, k) => block.reshape([...outputs.tensors[i]!.shape, ...inputs.tensors[k]!.shape]));
    }
  };
}

/** columns[input][output], by forward mode. */
function columns<P, R>(f: (argument: P) => R, argument: P): Tensor[][] {
  const inputs = leavesOf(argument, 'jacobian');
  return inputs.tensors.map((x, k) => {
    const pushed = vmap(
      (direction: Tensor) =>
        leavesOf(jvp(f, [argument], [inputs.rebuild<P>(inputs.tensors.map((t, i) => (i === k ? direction : t.fill(0))))])[1], 'jacobian')
          .tensors,
    )(basis(x));
    return pushed.map((block) => {
      const [n, ...shape] = block.shape;
      // The unit vectors run along the first axis; they belong behind the result's axes.
      return block
        .reshape([n!, sizeOf(shape)])
        .transpose()
        .reshape([...shape, ...x.shape]);
    });
  });
}

const transposed = (columns: readonly Tensor[][]): Tensor[][] => columns[0]!.map((_, i) => columns.map((column) => column[i]!));

/**
 * The second derivatives of a scalar function: the Jacobian, forward, of its gradient.
 *
 * @example
 * ```ts
 * import { hessian, tensor, Tensor } from '@chainrule/tensor';
 * hessian((x: Tensor) => x.mul(x).mul(x).sum())(tensor([1, 2])).toString(); // → 'f32[2, 2] [[6, 0],\n [0, 12]]'
 * ```
 */
export const hessian = <P>(f: (argument: P) => Tensor): ((argument: P) => P) =>
  jacobian<P, P>(grad(f) as (argument: P) => P, { mode: 'forward' });

/**
 * The product of the Hessian with a vector, without making the Hessian: the gradient's change along the vector.
 *
 * Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994).
 *
 * @example
 * ```ts
 * import { hvp, tensor, Tensor } from '@chainrule/tensor';
 * hvp((x: Tensor) => x.pow(3).sum())(tensor([1, 2]), tensor([1, 1])).toString(); // → 'f32[2] [6, 12]'
 * ```
 */
export const hvp =
  <P>(f: (argument: P) => Tensor): ((argument: P, vector: P) => P) =>
  (argument, vector) =>
    jvp<[P], P>(grad(f) as (argument: P) => P, [argument], [vector])[1];
