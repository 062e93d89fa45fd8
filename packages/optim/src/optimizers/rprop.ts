import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import type { GradientOptions } from '../effective-gradients.js';
import { leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';

/** The options of `rprop`, with their defaults. */
export interface RpropOptions extends Pick<GradientOptions, 'maximize'> {
  /** The length of the first step. Default 0.01. */
  readonly learningRate?: LearningRate;
  /** η₋: what a step is multiplied by when the sign turns. Default 0.5. */
  readonly etaMinus?: number;
  /** η₊: what a step is multiplied by when the sign stays. Default 1.2. */
  readonly etaPlus?: number;
  /** The shortest step. Default 1e-6. */
  readonly stepMin?: number;
  /** The longest step. Default 50. */
  readonly stepMax?: number;
}

/** What `rprop` keeps between steps. */
export interface RpropState {
  /** The last gradient, 0 where the sign turned. */
  readonly previous: Tree<Value>;
  /** δ, a tree like the parameters. */
  readonly length: Tree<Value>;
}

/**
 * Rprop: steps by the sign of the gradient alone, longer while it stays, shorter when it turns. For full batches.
 *
 * δ ← clip(η₊δ) where the sign of g is that of the step before, clip(η₋δ) and no step where it changed; p ← p − sign(g)·δ.
 *
 * Options and conventions are PyTorch's; the learning rate is the length of the first step. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Riedmiller and Braun, A direct adaptive method for faster backpropagation learning, 1993.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, rprop } from '@chainrule/optim';
 * let run = begin(rprop({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 100; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function rprop({
  learningRate = 0.01,
  etaMinus = 0.5,
  etaPlus = 1.2,
  stepMin = 1e-6,
  stepMax = 50,
  ...gradients
}: RpropOptions = {}): Optimizer<RpropState> & Plugin<'optimizer', 'rprop'> {
  const rate = rateOf('rprop', learningRate);
  checkOptions('rprop', {
    etaMinus: [etaMinus, { least: 0, open: true, below: 1 }],
    etaPlus: [etaPlus, { least: 1, open: true }],
    stepMin: [stepMin, notNegative],
    stepMax: [stepMax, { least: stepMin }],
  });
  return leafwise('rprop', {
    gradients,
    keeps: { previous: zeros, length: (p) => p.fill(rate(0)) },
    hyper: () => ({}),
    step({ g }, before) {
      const turn = g.mul(before.previous);
      const length = before.length
        .mul(turn.greater(0).where(etaPlus, turn.less(0).where(etaMinus, g.fill(1))))
        .maximum(stepMin)
        .minimum(stepMax);
      // No step where the sign turned, and no memory of it: the next step is of the new length.
      const gradient = turn.less(0).where(0, g);
      return { update: gradient.sign().mul(length).neg(), previous: gradient, length };
    },
  });
}
