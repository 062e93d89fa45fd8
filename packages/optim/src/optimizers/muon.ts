import { definePlugin, type Plugin, type Value } from '@chainrule/core';
import { checkOptions, fraction, notNegative } from '../check-options.js';
import { partition } from '../compose/partition.js';
import { average, leafwise, zeros } from '../leafwise.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { adamw } from './adamw.js';

/** The options of `muon`, with their defaults. */
export interface MuonOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** μ: how much of the mean gradient is kept each step. Default 0.95. */
  readonly momentum?: number;
  /** Look ahead along the mean. Default true. */
  readonly nesterov?: boolean;
  /** λ of decoupled weight decay. Default 0.1. */
  readonly weightDecay?: number;
  /** How often the Newton–Schulz polynomial is applied. Default 5. */
  readonly iterations?: number;
  /** The smallest norm that is divided by. Default 1e-7. */
  readonly epsilon?: number;
  /** What steps the parameters that are not matrices. Default AdamW with the same learning rate and weight decay. */
  readonly others?: Optimizer;
}

/** For the matrices the mean gradient by path, for the others the state of their optimizer. */
export interface MuonState {
  readonly matrices: unknown;
  readonly others: unknown;
}

/**
 * Muon: momentum made orthogonal, so that a matrix is stepped equally along all of its singular directions.
 *
 * m ← μm + (1 − μ)g, d = (1 − μ)g + μm with Nesterov's look ahead (m without), O the nearest orthogonal matrix to d, about, by repeating
 * X ← aX + (bXXᵀ + c(XXᵀ)²)X from d/‖d‖; W ← W(1 − ηλ) − η√max(1, rows/columns)·O. Parameters that are not matrices go by another optimizer.
 *
 * Options and conventions are PyTorch's, but the work is in the parameters' own precision, not in bfloat16. Throws `argument` for options
 * out of range, and for gradients that do not match the parameters. Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { advance, begin, muon } from '@chainrule/optim';
 * const run = begin(muon({ learningRate: 1, weightDecay: 0 }), { w: ndarray([[0, 0], [0, 0]]) });
 * const { w } = advance(run, { w: ndarray([[10, 0], [0, -1]]) }).params;
 * w.abs().sum(1).min().item() > 0.6; // → true
 * ```
 */
export function muon({
  learningRate = 0.001,
  momentum = 0.95,
  nesterov = true,
  weightDecay = 0.1,
  iterations = 5,
  epsilon = 1e-7,
  others = adamw({ learningRate, weightDecay }),
}: MuonOptions = {}): Optimizer<MuonState> & Plugin<'optimizer', 'muon'> {
  const rate = rateOf('muon', learningRate);
  checkOptions('muon', {
    momentum: [momentum, fraction],
    weightDecay: [weightDecay, notNegative],
    iterations: [iterations, { least: 0, below: 100 }],
    epsilon: [epsilon, notNegative],
  });
  const matrices = leafwise('muon', {
    keeps: { mean: zeros },
    hyper: (step) => ({ negativeRate: -rate(step), decay: -rate(step) * weightDecay }),
    step({ g, p }, before, { negativeRate, decay }) {
      const mean = average(momentum, before.mean, g);
      const [rows, columns] = p.shape as [number, number];
      const direction = orthogonal(nesterov ? g.mul(1 - momentum).add(mean.mul(momentum)) : mean, iterations, epsilon);
      return { update: p.mul(decay).add(direction.mul(Math.sqrt(Math.max(1, rows / columns))).mul(negativeRate)), mean };
    },
  });
  const parts = partition({ matrices, others }, (_, p) => (p.shape.length === 2 ? 'matrices' : 'others'));
  return definePlugin('optimizer', 'muon', { ...parts });
}

/** The nearest orthogonal matrix, about: singular values from 0.7 to 1.2, by a polynomial of odd degree that sends all of them there. */
function orthogonal(direction: Value, iterations: number, epsilon: number): Value {
  const [rows, columns] = direction.shape as [number, number];
  const tall = rows > columns;
  const wide = tall ? direction.transpose() : direction;
  let x = wide.div(wide.mul(wide).sum().sqrt().maximum(epsilon));
  for (let i = 0; i < iterations; i++) {
    const gram = x.matmul(x.transpose());
    const mixed = gram.mul(-4.775).add(gram.matmul(gram).mul(2.0315));
    x = x.mul(3.4445).add(mixed.matmul(x));
  }
  return tall ? x.transpose() : x;
}
