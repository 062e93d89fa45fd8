import { ChainruleError, type Tree, type Value } from '@chainrule/core';
import { effectiveGradients } from '../effective-gradients.js';
import type { UpdateContext } from '../optimizer.js';
import { numberOf } from '../tree-algebra.js';

export type Evaluate = (params: Tree<Value>) => readonly [value: number, gradient: Tree<Value>];

/** The loss and its gradient anywhere, for optimizers that evaluate it themselves. Throws `argument` when the context has none. */
export function evaluator(operation: string, { valueAndGrad }: UpdateContext): Evaluate {
  if (valueAndGrad === undefined)
    throw new ChainruleError('argument', 'the loss must be evaluated at other parameters, and nothing is given to do so', {
      operation,
      hint: 'pass valueAndGrad: (params) => [value, gradient] in the context of update, or to advance',
    });
  return (params) => {
    const [value, gradient] = valueAndGrad(params);
    return [numberOf(value, operation), effectiveGradients(operation, gradient, params)];
  };
}
