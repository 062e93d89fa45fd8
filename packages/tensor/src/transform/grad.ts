import { ChainruleError, isFloat } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import { Source } from '../graph/node.js';
import { differentiableBetween } from '../graph/order.js';
import { realize } from '../graph/realize.js';
import { isTensor, type Tensor } from '../tensor.js';
import { aliases, leavesOf } from './arguments.js';
import { pullback } from './pullback.js';

/** By what to differentiate, and what the function returns. */
export interface GradOptions<N extends number | readonly number[] = number | readonly number[]> {
  /** Which arguments to differentiate by. Default 0. */
  readonly argnums?: N;
  /** The function returns [value, anything else]. */
  readonly hasAux?: boolean;
}

/** What comes of differentiating by integers or truth values: nothing that can be called. */
export interface NoDerivative {
  readonly 'integers have no derivative': 'choose another argument with argnums, or cast';
}
type Differentiated<Args extends readonly unknown[], R> = [Args[0]] extends [Tensor<'int32' | 'uint32' | 'bool'>]
  ? NoDerivative
  : (...args: Args) => R;

/** The gradient has the structure of what it is taken by. */
type GradientOf<Args extends readonly unknown[], N> = N extends number
  ? Args[N]
  : { [K in keyof N]: N[K] extends number ? Args[N[K]] : never };

/**
 * The value of a scalar function together with its gradient.
 *
 * Arguments may be trees of tensors; the gradient has the same structure. With `hasAux` the function returns `[value, aux]`,
 * and so does the result in place of the value. Throws `shape` when the value is no scalar, `dtype` when something that is no
 * floating-point number is to be differentiated by.
 *
 * @example
 * ```ts
 * import { Tensor, tensor, valueAndGrad } from '@chainrule/tensor';
 * const loss = (params: { w: Tensor; b: Tensor }) => params.w.mul(2).add(params.b).sub(6).pow(2);
 * const [value, gradient] = valueAndGrad(loss)({ w: tensor(3), b: tensor(1) });
 * [value.item(), gradient.w.item(), gradient.b.item()]; // → [1, 4, 2]
 * ```
 */
export function valueAndGrad<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  options?: { readonly hasAux?: boolean },
): (...args: Args) => [R, Args[0]];
export function valueAndGrad<Args extends readonly unknown[], R, const N extends number | readonly number[]>(
  f: (...args: Args) => R,
  options: GradOptions<N>,
): (...args: Args) => [R, GradientOf<Args, N>];
export function valueAndGrad<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  options: GradOptions = {},
): (...args: Args) => [R, unknown] {
  const argnums = options.argnums ?? 0;
  const positions: readonly number[] = typeof argnums === 'number' ? [argnums] : argnums;
  return (...args) => {
    const source = new Source();
    const differentiated = positions.map((position) => aliases(argumentAt(args, position), source, 'grad'));
    const replaced = args.map((arg, i) => (positions.includes(i) ? differentiated[positions.indexOf(i)]!.tree : arg)) as unknown as Args;
    const result = f(...replaced);
    const value = scalar(options.hasAux ? (result as unknown as readonly unknown[])[0] : result);
    const sources = differentiated.flatMap(({ tensors }) => tensors);
    const nodes = differentiableBetween(sources, [value]);
    const gradients = pullback([value], [value.constant(1)], sources).map((gradient, i) => gradient ?? sources[i]!.fill(0));
    source.open = false;
    finish([value, ...gradients]);
    for (const node of nodes) node.release();
    let next = 0;
    const trees = positions.map((position) => {
      const { tensors, rebuild } = leavesOf(args[position], 'grad');
      return rebuild(tensors.map(() => gradients[next++]!));
    });
    return [result, typeof argnums === 'number' ? trees[0] : trees];
  };
}

/**
 * The gradient of a scalar function: a function of the same arguments.
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition (2008), chapter 3.
 *
 * @example
 * ```ts
 * import { grad, tensor, Tensor } from '@chainrule/tensor';
 * const cube = (x: Tensor) => x.mul(x).mul(x);
 * grad(cube)(tensor(2)).item(); // → 12
 * grad(grad(cube))(tensor(2)).item(); // → 12
 * ```
 */
export function grad<Args extends readonly unknown[]>(f: (...args: Args) => Tensor): Differentiated<Args, Args[0]>;
export function grad<Args extends readonly unknown[], R, const N extends number | readonly number[]>(
  f: (...args: Args) => R,
  options: GradOptions<N>,
): (...args: Args) => GradientOf<Args, N>;
export function grad<Args extends readonly unknown[], R>(f: (...args: Args) => R, options: GradOptions = {}): unknown {
  const both = valueAndGrad(f, options as GradOptions<number>);
  return (...args: Args) => both(...args)[1];
}

function argumentAt(args: readonly unknown[], position: number): unknown {
  if (position in args) return args[position];
  throw new ChainruleError('argument', `there is no argument ${position}: the function was called with ${args.length}`, {
    operation: 'grad',
    hint: 'argnums counts from 0',
  });
}

function scalar(value: unknown): Tensor {
  if (isTensor(value) && value.shape.length === 0 && isFloat(value.dtype)) return value;
  throw new ChainruleError(
    'shape',
    `the function gives ${isTensor(value) ? typeText(value.type) : typeof value}, a gradient needs one floating-point number`,
    {
      operation: 'grad',
      hint: 'add .sum() or .mean() at its end, or ask for the jacobian',
    },
  );
}

/** The outermost differentiation computes its answer at once, so that what it needed can be forgotten. */
function finish(answer: readonly Tensor[]): void {
  if (!answer.some(({ node }) => node.abstract || node.watched)) realize(answer);
}
