import { ChainruleError, type Plugin } from '@chainrule/core';
import { leafwise, type Optimizer } from '@chainrule/optim';

export interface SignDescentOptions {
  /** The length of the first step in every coordinate. Default 0.1. */
  readonly learningRate?: number;
  /** By how much each step is shorter than the last. Default 0.99. */
  readonly factor?: number;
}

/** Steps of one length along the sign of the gradient, each a little shorter than the last: p ← p − η·fᵗ·sign(g). */
export function signDescent({ learningRate = 0.1, factor = 0.99 }: SignDescentOptions = {}): Optimizer &
  Plugin<'optimizer', 'signDescent'> {
  if (!(learningRate >= 0 && learningRate < Infinity))
    throw new ChainruleError('argument', `learningRate is ${learningRate}`, { operation: 'signDescent', hint: 'a number of at least 0' });
  return leafwise('signDescent', {
    keeps: {},
    hyper: (step) => ({ negativeRate: -learningRate * factor ** step }),
    step: ({ g }, _, { negativeRate }) => ({ update: g.sign().mul(negativeRate) }),
  }) as Optimizer & Plugin<'optimizer', 'signDescent'>;
}
