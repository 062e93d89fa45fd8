import { ChainruleError, sameShape } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import { Source } from '../graph/node.js';
import { aliases, leavesOf, placeText } from './arguments.js';
import { pullback } from './pullback.js';
import { pushforward } from './pushforward.js';

/**
 * The value of a function and its directional derivative: how the result changes when the arguments change along the tangents.
 *
 * Throws `shape` when a tangent is not of its argument's type.
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition (2008), chapter 3; the form is JAX's `jvp`.
 *
 * @example
 * ```ts
 * import { jvp, tensor, Tensor } from '@chainrule/tensor';
 * const [value, tangent] = jvp((x: Tensor) => x.mul(x), [tensor(3)], [tensor(1)]);
 * [value.item(), tangent.item()]; // → [9, 6]
 * ```
 */
export function jvp<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  primals: Args,
  tangents: { readonly [K in keyof Args]: Args[K] },
): [R, R] {
  const source = new Source();
  const aliased = aliases([...primals], source, 'jvp');
  const directions = leavesOf([...tangents], 'jvp').tensors;
  aliased.tensors.forEach((primal, i) => {
    const direction = directions[i];
    if (direction === undefined || !sameShape(direction.shape, primal.shape) || direction.dtype !== primal.dtype)
      throw new ChainruleError(
        'shape',
        `${placeText(primals, i)} is ${typeText(primal.type)}, its tangent ${direction ? typeText(direction.type) : 'missing'}`,
        { operation: 'jvp' },
      );
  });
  const result = f(...(aliased.tree as Args));
  const { tensors, rebuild } = leavesOf(result, 'jvp');
  const moved = pushforward(tensors, aliased.tensors, directions);
  source.open = false;
  return [result, rebuild(tensors.map((output, i) => moved[i] ?? output.fill(0)))];
}

/**
 * The value of a function and its pullback, which takes cotangents of the result to cotangents of the arguments.
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition (2008), chapter 3; the form is JAX's `vjp`.
 *
 * @example
 * ```ts
 * import { tensor, Tensor, vjp } from '@chainrule/tensor';
 * const [value, back] = vjp((x: Tensor, y: Tensor) => x.mul(y), tensor(3), tensor(5));
 * back(tensor(1)).map((t) => t.item()); // → [5, 3]
 * ```
 */
export function vjp<Args extends readonly unknown[], R>(f: (...args: Args) => R, ...primals: Args): [R, (cotangent: R) => Args] {
  const source = new Source();
  const aliased = aliases([...primals], source, 'vjp');
  const result = f(...(aliased.tree as Args));
  const { tensors } = leavesOf(result, 'vjp');
  return [
    result,
    (cotangent) => {
      const back = pullback(tensors, leavesOf(cotangent, 'vjp').tensors, aliased.tensors);
      return leavesOf([...primals], 'vjp').rebuild(aliased.tensors.map((primal, i) => back[i] ?? primal.fill(0)));
    },
  ];
}
