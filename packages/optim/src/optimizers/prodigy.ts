import { definePlugin, flatten, mapTree, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { checkState } from '../check-state.js';
import { effectiveGradients } from '../effective-gradients.js';
import { average } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { scalarLike } from '../tree-algebra.js';
import { zipTrees } from '../zip-trees.js';

/** The options of `prodigy`, with their defaults. */
export interface ProdigyOptions {
  /** A factor on the rate that is found. Default 1; schedules go here. */
  readonly learningRate?: LearningRate;
  /** How much of the mean gradient is kept each step. Default 0.9. */
  readonly beta1?: number;
  /** How much of the mean squared gradient is kept each step. Default 0.999. */
  readonly beta2?: number;
  /** How much of the distance's estimate is kept each step. Default √β₂. */
  readonly beta3?: number;
  /** ε, outside of the root. Default 1e-8. */
  readonly epsilon?: number;
  /** λ of decoupled weight decay. Default 0. */
  readonly weightDecay?: number;
  /** d₀, the distance that is assumed at first. Default 1e-6. */
  readonly initialDistance?: number;
  /** A factor on the estimate. Default 1. */
  readonly distanceFactor?: number;
}

/** What `prodigy` keeps between steps. */
export interface ProdigyState {
  /** m, a tree like the parameters. */
  readonly mean: Tree<Value>;
  /** v, a tree like the parameters. */
  readonly square: Tree<Value>;
  /** s, a tree like the parameters. */
  readonly sum: Tree<Value>;
  /** p₀, the parameters at the start. */
  readonly start: Tree<Value>;
  /** d, one number. */
  readonly distance: Value;
  /** r, one number. */
  readonly numerator: Value;
}

/**
 * Prodigy: Adam that finds its own learning rate, from how far it has come from where it began.
 *
 * With γ = ηd√(1 − β₂ᵗ)/(1 − β₁ᵗ): r ← β₃r + (d/d₀)γ⟨g, p₀ − p⟩, s ← β₃s + (d/d₀)γg, m ← β₁m + (1 − β₁)dg, v ← β₂v + (1 − β₂)d²g²,
 * d₊ = max(d, r/‖s‖₁), p ← p − γ(m/(√v + d₊ε) + λp).
 *
 * Conventions are optax's. Throws `argument` for options out of range, and for gradients that do not match the parameters.
 * Mishchenko and Defazio, Prodigy: an expeditiously adaptive parameter-free learner, 2023.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, prodigy } from '@chainrule/optim';
 * let run = begin(prodigy(), ndarray(5));
 * for (let i = 0; i < 300; i++) run = advance(run, run.params.sub(3)); // the gradient of (x − 3)²/2
 * run.params.item(); // → 3.0
 * ```
 */
export function prodigy({
  learningRate = 1,
  beta1 = 0.9,
  beta2 = 0.999,
  beta3 = Math.sqrt(beta2),
  epsilon = 1e-8,
  weightDecay = 0,
  initialDistance = 1e-6,
  distanceFactor = 1,
}: ProdigyOptions = {}): Optimizer<ProdigyState> & Plugin<'optimizer', 'prodigy'> {
  const rate = rateOf('prodigy', learningRate);
  checkOptions('prodigy', {
    beta1: [beta1, fraction],
    beta2: [beta2, fraction],
    beta3: [beta3, fraction],
    epsilon: [epsilon, notNegative],
    weightDecay: [weightDecay, notNegative],
    initialDistance: [initialDistance, { least: 0, open: true }],
    distanceFactor: [distanceFactor, { least: 0, open: true }],
  });
  const zip = (f: (...leaves: Value[]) => Value, ...trees: [Tree<Value>, ...Tree<Value>[]]): Tree<Value> =>
    zipTrees('prodigy', f, ...trees);
  const total = (tree: Tree<Value>): Value =>
    flatten<Value>(tree)
      .leaves.map((leaf) => leaf.sum())
      .reduce((a, b) => a.add(b));

  return definePlugin('optimizer', 'prodigy', {
    init(params) {
      const zero = mapTree<Tree<Value>, Value, Value>(params, (p) => p.fill(0));
      const [distance, numerator] = [initialDistance, 0].map((value) => scalarLike(params, value, 'prodigy')) as [Value, Value];
      return { mean: zero, square: zero, sum: zero, start: params, distance, numerator };
    },
    hyper: (step) => ({ rate: (rate(step) * Math.sqrt(1 - beta2 ** (step + 1))) / (1 - beta1 ** (step + 1)) }),
    update(grads, state, params, { hyper }) {
      checkState('prodigy', state, ['mean', 'square', 'sum', 'start', 'distance', 'numerator']);
      const g = effectiveGradients('prodigy', grads, params);
      const d = state.distance;
      const reach = d.mul(hyper['rate']!);
      const weight = d.div(initialDistance).mul(reach);
      const mean = zip((m, gradient) => average(beta1, m, gradient.mul(d)), state.mean, g);
      const square = zip((v, gradient) => average(beta2, v, gradient.mul(d).pow(2)), state.square, g);
      const sum = zip((s, gradient) => s.mul(beta3).add(gradient.mul(d).mul(reach).div(initialDistance)), state.sum, g);
      const progress = total(zip((gradient, p0, p) => gradient.mul(p0.sub(p)), g, state.start, params));
      const numerator = state.numerator.mul(beta3).add(weight.mul(progress));
      const denominator = total(zip((s) => s.abs(), sum));
      const known = denominator.greater(0);
      const distance = known.where(d.maximum(numerator.mul(distanceFactor).div(known.where(denominator, 1))), d);
      const updates = zip(
        (m, v, p) =>
          m
            .div(v.sqrt().add(distance.mul(epsilon)))
            .add(p.mul(weightDecay))
            .mul(reach)
            .neg(),
        mean,
        square,
        params,
      );
      return { updates, state: { mean, square, sum, start: state.start, distance, numerator } };
    },
  } satisfies Optimizer<ProdigyState>);
}
