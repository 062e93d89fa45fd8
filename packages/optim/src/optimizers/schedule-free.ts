import type { Plugin, Tree, Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { zipTrees } from '../zip-trees.js';

/** The options of `scheduleFree`, with their defaults. */
export interface ScheduleFreeOptions {
  /** What turns a gradient into a step: AdamW without its momentum, or plain descent. Default `'adamw'`. */
  readonly method?: 'adamw' | 'sgd';
  /** Default 0.0025 for `'adamw'`, 1 for `'sgd'`. */
  readonly learningRate?: LearningRate;
  /** β₁: how much of the average there is in the parameters that are trained. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step, with `'adamw'`. Default 0.999. */
  readonly beta2?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** λ: λy is added to the step. Default 0. */
  readonly weightDecay?: number;
  /** How many steps the rate takes to rise to its full size. Default 0. */
  readonly warmupSteps?: number;
}

/** What `scheduleFree` keeps between steps. */
export interface ScheduleFreeState {
  /** z, where plain steps lead. */
  readonly fast: Tree<Value>;
  /** The sum of the weights of all steps so far, one number for each parameter array. */
  readonly weightSum: Tree<Value>;
  /** The largest rate so far. */
  readonly largestRate: Tree<Value>;
  /** v, with `'adamw'`. */
  readonly square?: Tree<Value>;
}

/**
 * Schedule-Free: an average that is built while training takes the place of a falling learning rate.
 *
 * Gradients are taken at y = (1 − β₁)z + β₁x, the parameters that are trained; z ← z − ηd with the step d of the method, and x ← (1 − c)x + cz
 * with c = η²/Σηₛ² (each η being the largest so far). `evalParams` gives x, the parameters to judge by and to keep.
 *
 * Conventions are those of the authors' schedulefree package. Throws `argument` for options out of range, and for gradients that do not
 * match the parameters. Defazio et al., The road less scheduled, 2024.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, scheduleFree } from '@chainrule/optim';
 * let run = begin(scheduleFree({ learningRate: 0.1 }), ndarray(5));
 * for (let i = 0; i < 500; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.optimizer.evalParams?.(run.state, run.params).toString(); // → '3.0…
 * ```
 */
export function scheduleFree({
  method = 'adamw',
  learningRate = method === 'adamw' ? 0.0025 : 1,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  weightDecay = 0,
  warmupSteps = 0,
}: ScheduleFreeOptions = {}): Optimizer<ScheduleFreeState> & Plugin<'optimizer', 'scheduleFree'> {
  const rate = rateOf('scheduleFree', learningRate);
  checkOptions('scheduleFree', {
    beta1: [beta1, { least: 0, open: true, below: 1 }],
    beta2: [beta2, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [weightDecay, notNegative],
    warmupSteps: [warmupSteps, notNegative],
  });
  const scalar = (p: Value): Value => p.sum().fill(0);
  return leafwise('scheduleFree', {
    keeps: { fast: (p: Value) => p, weightSum: scalar, largestRate: scalar, ...(method === 'adamw' && { square: zeros }) },
    hyper: (step) => ({
      rate: rate(step) * (step < warmupSteps ? (step + 1) / warmupSteps : 1),
      rootCorrection: 1 / Math.sqrt(1 - beta2 ** (step + 1)),
    }),
    step({ g, p }, before: Readonly<Record<'fast' | 'weightSum' | 'largestRate', Value>> & { square?: Value }, hyper) {
      const square = before.square && average(beta2, before.square, g.mul(g));
      const scaled = square ? g.div(square.sqrt().mul(hyper.rootCorrection).add(epsilon)) : g;
      const direction = weightDecay === 0 ? scaled : scaled.add(p.mul(weightDecay));
      const largestRate = before.largestRate.maximum(hyper.rate);
      const weight = largestRate.mul(largestRate);
      const weightSum = before.weightSum.add(weight);
      const any = weightSum.greater(0);
      const share = any.where(weight.div(any.where(weightSum, 1)), 0);
      const towards = before.fast.sub(p).mul(share);
      const along = share.neg().add(1).mul(beta1).sub(1).mul(hyper.rate);
      return {
        update: towards.add(direction.mul(along)),
        fast: before.fast.sub(direction.mul(hyper.rate)),
        weightSum,
        largestRate,
        ...(square && { square }),
      };
    },
    evalParams: ({ fast }, params) => extrapolate(params, fast, 1 - 1 / beta1),
  });
}

/** p + s(z − p), leaf by leaf. */
const extrapolate = (params: Tree<Value>, fast: Tree<Value>, s: number): Tree<Value> =>
  zipTrees('scheduleFree', (p, z) => p.add(z.sub(p).mul(s)), params, fast);
