import { definePlugin, type Plugin } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import { effectiveGradients } from '../effective-gradients.js';
import type { LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { alongTree, globalNorm } from '../tree-algebra.js';
import { evaluator } from './host.js';
import { sgd } from './sgd.js';

/** Either the rate of plain gradient descent, or an optimizer to be wrapped. */
export type BaseOptimizer<S = unknown> =
  { readonly learningRate: LearningRate; readonly optimizer?: never } | { readonly optimizer: Optimizer<S>; readonly learningRate?: never };

/** The options of `sam`, with their defaults. */
export type SamOptions<S = unknown> = BaseOptimizer<S> & {
  /** ρ: how far to look for a worse point. Default 0.05. */
  readonly rho?: number;
};

/**
 * Sharpness-aware minimization: steps by the gradient at the worst point nearby, and so towards flat minima.
 *
 * ĝ = ∇f(p + ρ·g/‖g‖), the norm being that of all gradients together; the wrapped optimizer is given ĝ. It evaluates the loss through
 * `valueAndGrad`, once more in each update. Its state is the wrapped optimizer's. Throws `argument` without `valueAndGrad`.
 * Foret et al., Sharpness-aware minimization for efficiently improving generalization, 2021.
 *
 * @example
 * ```ts
 * import { ndarray, type Tree, type Value } from '@chainrule/core';
 * import { advance, begin, sam } from '@chainrule/optim';
 * const square = (x: Tree<Value>) => [(x as Value).pow(2).sum(), (x as Value).mul(2)] as const;
 * const run = begin(sam({ learningRate: 0.25, rho: 1 }), ndarray(3));
 * advance(run, square(run.params)[1], { valueAndGrad: square }).params.item(); // → 1.0
 * ```
 */
export function sam<S = unknown>({ rho = 0.05, ...base }: SamOptions<S>): Optimizer<S> & Plugin<'optimizer', 'sam'> {
  checkOptions('sam', { rho: [rho, notNegative] });
  const optimizer = base.optimizer ?? (sgd({ learningRate: base.learningRate }) as unknown as Optimizer<S>);
  return definePlugin('optimizer', 'sam', {
    init: optimizer.init,
    ...(optimizer.hyper && { hyper: optimizer.hyper }),
    ...(optimizer.evalParams && { evalParams: optimizer.evalParams }),
    update(grads, state, params, context) {
      const evaluate = evaluator('sam', context);
      const g = effectiveGradients('sam', grads, params);
      const norm = globalNorm(g);
      // Where the slope is zero there is no worst direction, and ρ·0/1 stays in place.
      const [, worst] = evaluate(alongTree(params, norm.greater(0).where(norm, 1).pow(-1).mul(rho), g));
      return optimizer.update(worst, state, params, context);
    },
  } satisfies Optimizer<S>);
}
