import type { Plugin } from '@chainrule/core';
import type { Optimizer } from '../optimizer.js';
import type { AdamOptions, AdamState } from './adam.js';
import { adaptiveMoments } from './adaptive-moments.js';

/** The options of `adamw`, with their defaults. */
export interface AdamwOptions extends Omit<AdamOptions, 'weightDecay'> {
  /** λ: the parameters shrink by ηλ at each step. Default 0.01. */
  readonly weightDecay?: number;
}

/**
 * AdamW: Adam with weight decay of its own, not divided by the gradient's size: p ← p − ηλp before Adam's step.
 *
 * Options and conventions are PyTorch's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Loshchilov and Hutter, Decoupled weight decay regularization, 2019.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adamw, advance, begin } from '@chainrule/optim';
 * const run = begin(adamw({ learningRate: 0.1, weightDecay: 0.5 }), ndarray([2, -4]));
 * advance(run, ndarray([0, 0])).params.toString(); // → '[1.9, -3.8]'
 * ```
 */
export function adamw({ weightDecay = 0.01, ...options }: AdamwOptions = {}): Optimizer<AdamState> & Plugin<'optimizer', 'adamw'> {
  return adaptiveMoments('adamw', options, { decoupled: weightDecay });
}
