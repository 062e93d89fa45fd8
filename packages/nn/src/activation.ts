import type { Elementwise, Plugin, Value } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';

/** A function of the elementwise table, or an entry of `@chainrule/activations`. */
export type Activation = Elementwise | (Plugin<'activation'> & { apply(x: Value): Value });

/**
 * What an activation is called.
 *
 * @example
 * ```ts
 * import { relu } from '@chainrule/core';
 * import { activationName } from '@chainrule/nn';
 * activationName(relu); // → 'relu'
 * ```
 */
export const activationName = (activation: Activation): string => activation['~chainrule'].name;

/** The activation of a tensor. */
export const activate = (activation: Activation, x: Tensor): Tensor =>
  isElementwise(activation) ? x.apply(activation) : (activation.apply(x) as unknown as Tensor);

const isElementwise = (activation: Activation): activation is Elementwise => activation['~chainrule'].kind === 'elementwise';
