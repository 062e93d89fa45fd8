import type { Activation } from '../activation.js';
import { activationName } from '../activation.js';

const negativeSlopes = new Set(['leakyrelu', 'leakyRelu', 'prelu']);
const known: Readonly<Record<string, number>> = { tanh: 5 / 3, relu: Math.SQRT2, relu6: Math.SQRT2, selu: 3 / 4 };

/**
 * By how much a weight is drawn larger to make up for what the activation after it takes from the signal: PyTorch's table, √2 for ReLU,
 * 5/3 for tanh, ¾ for SELU, √(2/(1 + slope²)) for leaky ReLU, and 1 for all others.
 *
 * @example
 * ```ts
 * import { relu } from '@chainrule/core';
 * import { gain } from '@chainrule/nn';
 * gain(relu); // → 1.4142
 * ```
 */
export function gain(activation: Activation | string, { slope = 0.01 }: { readonly slope?: number } = {}): number {
  const name = typeof activation === 'string' ? activation : activationName(activation);
  return negativeSlopes.has(name) ? Math.sqrt(2 / (1 + slope ** 2)) : (known[name] ?? 1);
}
