import { ChainruleError, shapeText, type FloatDType, type Key, type Shape } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';

/** Draws the numbers that a parameter starts from. */
export type Initialiser = (key: Key, shape: Shape, options?: { readonly dtype?: FloatDType }) => Tensor;

/** How many numbers a weight connects on both of its sides. */
export interface Fans {
  /** How many numbers go into one output. */
  readonly fanIn: number;
  /** How many outputs one number goes into. */
  readonly fanOut: number;
}

/**
 * The fans of a weight `[out, in, …kernel]`: in and out, times the size of the kernel. Throws `shape` for fewer than two axes.
 *
 * Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.
 *
 * @example
 * ```ts
 * import { fansOf } from '@chainrule/nn';
 * fansOf([64, 32, 3, 3]); // → { fanIn: 288, fanOut: 576 }
 * ```
 */
export function fansOf(shape: Shape): Fans {
  const [outputs, inputs, ...kernel] = shape;
  if (outputs === undefined || inputs === undefined)
    throw new ChainruleError('shape', `a parameter ${shapeText(shape)} has no fans`, {
      operation: 'fansOf',
      hint: 'weights are [out, in, …kernel]; for others use constantFill, normalFill or uniformFill',
    });
  const size = kernel.reduce((a, b) => a * b, 1);
  return { fanIn: inputs * size, fanOut: outputs * size };
}
