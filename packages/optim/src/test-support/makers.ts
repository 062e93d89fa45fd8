import { optimizers } from '../optimizers/table.js';
import type { Optimizer } from '../optimizer.js';

/** Options as PyTorch, optax and the papers' authors name them, and as we do. */
const names: Readonly<Record<string, string | readonly string[]>> = {
  lr: 'learningRate',
  betas: ['beta1', 'beta2'],
  etas: ['etaMinus', 'etaPlus'],
  step_sizes: ['stepMin', 'stepMax'],
  eps: 'epsilon',
  epsRoot: 'epsilonRoot',
  weight_decay: 'weightDecay',
  wd: 'weightDecay',
  b1: 'beta1',
  b2: 'beta2',
  b3: 'beta3',
  momentum_decay: 'momentumDecay',
  lr_decay: 'learningRateDecay',
  initial_accumulator_value: 'initialAccumulatorValue',
  init0: 'initialAccumulatorValue',
  lambd: 'lambda',
  max_iter: 'maxIterations',
  history_size: 'historySize',
  line_search_fn: 'lineSearch',
  mu: 'momentum',
  k: 'period',
  kind: 'method',
  warmup: 'warmupSteps',
};

const byLowerCase = Object.fromEntries(Object.entries(optimizers).map(([name, make]) => [name.toLowerCase(), make]));

/** The optimizer of a recorded run. */
export function makeRecorded(optimizer: string, options: Readonly<Record<string, unknown>>): Optimizer {
  const ours: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    const name = names[key] ?? key;
    if (typeof name === 'string') ours[name] = value === 'strong_wolfe' ? 'strong-wolfe' : value;
    else name.forEach((each, i) => (ours[each] = (value as readonly number[])[i]));
  }
  return (byLowerCase[optimizer.toLowerCase()] as (options: unknown) => Optimizer)(ours);
}

/** Whether a recorded optimizer is one of ours: SparseAdam is not. */
export const isRecordedOurs = (optimizer: string): boolean => optimizer.toLowerCase() in byLowerCase;
