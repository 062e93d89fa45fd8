import { definePlugin, type Plugin } from '@chainrule/core';
import { checkOptions } from '../check-options.js';
import { effectiveGradients } from '../effective-gradients.js';
import type { Optimizer } from '../optimizer.js';
import { evaluator } from '../optimizers/host.js';
import { alongTree, dotTrees, numberOf, scaleTree } from '../tree-algebra.js';

/** The options of `backtracking`, with their defaults. */
export interface BacktrackingOptions {
  /** What a step that is too long is multiplied by. Default 0.5. */
  readonly factor?: number;
  /** How much of the gain that the slope promises is enough. Default 1e-4. */
  readonly sufficient?: number;
  /** How often a step is shortened at most. Default 30. */
  readonly most?: number;
}

/**
 * Shortens the steps of an optimizer until the loss goes down (Armijo's condition): f(p + tu) ≤ f(p) + 10⁻⁴·t⟨g, u⟩ for t = 1, ½, ¼ …
 *
 * Driven from the host: the loss is evaluated through `valueAndGrad`. Without a step that lowers the loss nothing moves.
 * Throws `argument` without `valueAndGrad`. Nocedal and Wright, Numerical Optimization, algorithm 3.1.
 *
 * @example
 * ```ts
 * import { ndarray, type Tree, type Value } from '@chainrule/core';
 * import { advance, backtracking, begin, sgd } from '@chainrule/optim';
 * const square = (x: Tree<Value>) => [(x as Value).pow(2).sum(), (x as Value).mul(2)] as const;
 * const run = begin(backtracking(sgd({ learningRate: 2 })), ndarray(1)); // a rate twice the largest safe one
 * advance(run, square(run.params)[1], { valueAndGrad: square }).params.item(); // → 0
 * ```
 */
export function backtracking<S>(
  optimizer: Optimizer<S>,
  { factor = 0.5, sufficient = 1e-4, most = 30 }: BacktrackingOptions = {},
): Optimizer<S> & Plugin<'optimizer', 'backtracking'> {
  checkOptions('backtracking', {
    factor: [factor, { least: 0, open: true, below: 1 }],
    sufficient: [sufficient, { least: 0, below: 1 }],
    most: [most, { least: 0 }],
  });
  return definePlugin('optimizer', 'backtracking', {
    init: optimizer.init,
    ...(optimizer.hyper && { hyper: optimizer.hyper }),
    ...(optimizer.evalParams && { evalParams: optimizer.evalParams }),
    update(grads, state, params, context) {
      const evaluate = evaluator('backtracking', context);
      const before = context.value === undefined ? evaluate(params)[0] : numberOf(context.value, 'backtracking');
      const result = optimizer.update(grads, state, params, context);
      const promised = dotTrees('backtracking', effectiveGradients('backtracking', grads, params), result.updates);
      for (let [i, t] = [0, 1]; i <= most; i++, t *= factor)
        if (evaluate(alongTree(params, t, result.updates))[0] <= before + sufficient * t * Math.min(0, promised))
          return { updates: scaleTree(result.updates, t), state: result.state };
      return { updates: scaleTree(result.updates, 0), state: result.state };
    },
  } satisfies Optimizer<S>);
}
