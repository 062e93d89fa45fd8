import { ChainruleError, type Plugin, type Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { Optimizer } from '../optimizer.js';
import { transform, type Stateless } from './transform.js';

type Clip<N extends string> = Optimizer<Stateless> & Plugin<'optimizer', N>;

/**
 * Gradients with every entry between −max and max, for `chain`. NaN stays NaN.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, chain, clipByValue, sgd } from '@chainrule/optim';
 * const run = begin(chain(clipByValue({ max: 2 }), sgd({ learningRate: 1 })), ndarray([0, 0]));
 * advance(run, ndarray([1, -9])).params.toString(); // → '[-1, 2]'
 * ```
 */
export function clipByValue({ max }: { readonly max: number }): Clip<'clipByValue'> {
  checkOptions('clipByValue', { max: [max, notNegative] });
  return transform('clipByValue', (gradients) => gradients.map((g) => g.minimum(max).maximum(-max)));
}

/** The options of `clipByNorm`, with their defaults. */
export interface ClipByNormOptions {
  /** The largest norm that is let through. */
  readonly max: number;
  /** ε is added to the norm that is divided by. Default 0; PyTorch's is 1e-6. */
  readonly epsilon?: number;
}

/** The options of `clipByGlobalNorm`, with their defaults. */
export interface ClipByGlobalNormOptions extends ClipByNormOptions {
  /** Which norm: of order 1, 2 or ∞. Default 2. */
  readonly order?: number;
}

/**
 * Each gradient array by itself scaled down to a norm of at most `max`, for `chain`: g·min(1, max/(‖g‖ + ε)).
 *
 * Source: R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, chain, clipByNorm, sgd } from '@chainrule/optim';
 * const run = begin(chain(clipByNorm({ max: 1 }), sgd({ learningRate: 1 })), ndarray([0, 0]));
 * advance(run, ndarray([30, -40])).params.toString(); // → '[-0.6, 0.8]'
 * ```
 */
export function clipByNorm({ max, epsilon = 0 }: ClipByNormOptions): Clip<'clipByNorm'> {
  checkOptions('clipByNorm', { max: [max, notNegative], epsilon: [epsilon, notNegative] });
  return transform('clipByNorm', (gradients) => gradients.map((g) => scaleDown([g], norm([g], 2), max, epsilon)[0]!));
}

/**
 * All gradients scaled down together to a norm of at most `max`, for `chain`: g·min(1, max/(‖all g‖ + ε)). A norm that is
 * not finite makes all gradients NaN; `skipNonFinite` leaves such steps out.
 *
 * Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013.
 *
 * Throws `argument` for an order of the norm that is none.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, chain, clipByGlobalNorm, sgd } from '@chainrule/optim';
 * const run = begin(chain(clipByGlobalNorm({ max: 1 }), sgd({ learningRate: 1 })), { a: ndarray(0), b: ndarray(0) });
 * advance(run, { a: ndarray(30), b: ndarray(-40) }).params.b.item(); // → 0.8
 * ```
 */
export function clipByGlobalNorm({ max, epsilon = 0, order = 2 }: ClipByGlobalNormOptions): Clip<'clipByGlobalNorm'> {
  checkOptions('clipByGlobalNorm', { max: [max, notNegative], epsilon: [epsilon, notNegative] });
  if (![1, 2, Infinity].includes(order))
    throw new ChainruleError('argument', `the order of the norm is ${order}`, {
      operation: 'clipByGlobalNorm',
      hint: 'order is 1, 2 or Infinity',
    });
  return transform('clipByGlobalNorm', (gradients) =>
    gradients.length === 0 ? [] : scaleDown(gradients, norm(gradients, order), max, epsilon),
  );
}

function norm(arrays: readonly Value[], order: number): Value {
  const parts = arrays.map((g) => (order === 2 ? g.mul(g).sum() : order === 1 ? g.abs().sum() : g.abs().max()));
  const whole = parts.reduce((a, b) => (order === Infinity ? a.maximum(b) : a.add(b)));
  return order === 2 ? whole.sqrt() : whole;
}

/** Where the norm is 0 there is nothing to scale, and 0/0 is kept out. */
function scaleDown(gradients: readonly Value[], size: Value, max: number, epsilon: number): Value[] {
  const whole = size.add(epsilon);
  const factor = whole.equal(0).where(1, whole.equal(0).where(1, whole).pow(-1).mul(max).minimum(1));
  return gradients.map((g) => g.mul(factor));
}
